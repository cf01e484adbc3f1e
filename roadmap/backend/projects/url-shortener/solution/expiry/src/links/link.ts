import { randomInt } from 'node:crypto';

/** A short link: whoever visits `/<code>` is sent on to `url`, until it expires. */
export interface Link {
  readonly code: string;
  readonly url: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

export function isExpired(link: Link, now = Date.now()): boolean {
  return link.expiresAt !== null && link.expiresAt.getTime() <= now;
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CODE_LENGTH = 7;

/** What a code or an alias can look like. Anything else is answered without asking Redis. */
export const CODE_PATTERN = /^[A-Za-z0-9_-]{3,32}$/;

/** Seven of 62 characters: 3.5 million million codes, so guessing somebody's link is hopeless. */
export function randomCode(): string {
  // `randomInt` and not `Math.random`, whose next values can be worked out from earlier ones.
  return Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
