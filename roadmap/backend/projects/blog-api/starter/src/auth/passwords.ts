import bcrypt from 'bcrypt';

/** bcrypt looks at no more than this, and would silently ignore the rest. */
export const MAX_PASSWORD_BYTES = 72;

export class Passwords {
  readonly #rounds: number;
  /** A hash that no password has, but that takes as long to compare as a real one. */
  readonly #decoy: Promise<string>;

  constructor(rounds: number) {
    this.#rounds = rounds;
    this.#decoy = bcrypt.hash('nobody has this password', rounds);
  }

  hash(password: string): Promise<string> {
    return bcrypt.hash(password, this.#rounds);
  }

  /**
   * `hash` is undefined when there is no such user. The comparison is done all the same: an answer that comes back
   * faster would tell a stranger which e-mail addresses have an account here.
   */
  async matches(password: string, hash: string | undefined): Promise<boolean> {
    const isRight = await bcrypt.compare(password, hash ?? (await this.#decoy));
    return hash !== undefined && isRight;
  }
}
