import { randomBytes } from 'node:crypto';
import bcrypt from 'bcrypt';

/** bcrypt looks at the first 72 bytes and silently ignores the rest (bytes, not characters: "é" is two of them). */
export const MAX_PASSWORD_BYTES = 72;

/**
 * A password is never stored, only its hash, from which nobody can compute it back. bcrypt is slow on purpose: whoever
 * steals the hashes and tries all common passwords needs that time for each of them. It also mixes in a random salt,
 * so that two users with the same password have different hashes.
 *
 * Both methods work in another thread, so the server answers others meanwhile.
 */
export class Passwords {
  readonly #cost: number;
  /** The hash of a password that nobody has. */
  readonly #dummyHash: Promise<string>;

  constructor(cost: number) {
    this.#cost = cost;
    this.#dummyHash = this.hash(randomBytes(32).toString('base64url'));
  }

  hash(password: string): Promise<string> {
    return bcrypt.hash(password, this.#cost);
  }

  /**
   * Whether `password` belongs to `hash`. Without a hash (there is no such user) the answer is no, but it takes as long
   * as with one: otherwise a stopwatch would be enough to find out who has an account here.
   */
  async match(password: string, hash: string | undefined): Promise<boolean> {
    const same = await bcrypt.compare(password, hash ?? (await this.#dummyHash));
    return same && hash !== undefined && Buffer.byteLength(password) <= MAX_PASSWORD_BYTES;
  }
}
