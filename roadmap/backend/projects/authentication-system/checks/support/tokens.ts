import { createHmac } from 'node:crypto';
import { brief, ensure, fail, parseJson, toJson } from '#checkKit';
import { JWT_SECRET } from './environments';

export type Claims = Readonly<Record<string, unknown>>;

export interface Jwt {
  readonly header: Claims;
  readonly claims: Claims;
  /** The parts as they were sent. */
  readonly parts: readonly [header: string, claims: string, signature: string];
}

/** Takes an access token of the program apart. */
export function readJwt(token: string): Jwt {
  const [header, claims, signature, ...more] = token.split('.');
  if (header === undefined || claims === undefined || signature === undefined || more.length > 0) {
    return fail(`The access token should be a JWT, which is three parts with dots between them, but is ${brief(token)}.`, {
      expected: 'header.claims.signature',
      actual: token,
    });
  }
  return { header: decode('header', header), claims: decode('claims', claims), parts: [header, claims, signature] };
}

/** Takes an access token apart that has to be signed with HS256 and JWT_SECRET: a forgery proves nothing when the true one differs. */
export function readSigned(token: string): Jwt {
  const jwt = readJwt(token);
  const { header, parts } = jwt;
  ensure(header['alg'] === 'HS256', `The access token should be signed with HS256, but its header says "alg": ${brief(header['alg'])}.`);
  ensure(
    sign(parts[0], parts[1]) === parts[2],
    'The signature of the access token is not the HS256 of its first two parts with JWT_SECRET, so the program signs with another secret.',
  );
  return jwt;
}

/** How far the clock of a program that runs on this machine can be off, in seconds: it may be slow to answer. */
const TOLERANCE = 60;

/** Holds an access token that was just given out to its lifetime, in seconds. */
export function hasLifetime({ exp }: Claims, lifetime: number): void {
  ensure(typeof exp === 'number', `The access token never expires: its claim "exp" should be a time in seconds, but is ${brief(exp)}.`);
  const left = exp - Date.now() / 1000;
  ensure(
    Math.abs(left - lifetime) < TOLERANCE,
    `The access token should expire in ${lifetime} seconds (ACCESS_TOKEN_TTL_SECONDS), but its "exp" is in ${Math.round(left)} seconds.`,
  );
}

/** A token with these claims, signed as the program does unless said otherwise. Its own header may name a key. */
export function makeJwt(
  claims: Claims,
  { header = { alg: 'HS256', typ: 'JWT' }, ...how }: { header?: Claims; secret?: string; hash?: string } = {},
): string {
  const [first, second] = [encode(header), encode(claims)];
  return `${first}.${second}.${sign(first, second, how)}`;
}

/** A token with these claims that says it needs no signature, and has none. */
export const makeUnsigned = (claims: Claims, alg: string): string => `${encode({ alg, typ: 'JWT' })}.${encode(claims)}.`;

export const encode = (part: Claims): string => Buffer.from(toJson(part) ?? '').toString('base64url');

const sign = (header: string, claims: string, { secret = JWT_SECRET, hash = 'sha256' } = {}): string =>
  createHmac(hash, secret).update(`${header}.${claims}`).digest('base64url');

function decode(name: string, part: string): Claims {
  try {
    const value: unknown = parseJson(Buffer.from(part, 'base64url').toString());
    if (typeof value === 'object' && value !== null) return value as Claims;
  } catch {
    // Said below.
  }
  return fail(`The ${name} of the access token should be a JSON object in base64url, but is ${brief(part)}.`);
}
