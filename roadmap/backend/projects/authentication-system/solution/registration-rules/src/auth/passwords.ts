import bcrypt from 'bcrypt';

/** bcrypt looks at the first 72 bytes and silently ignores the rest (bytes, not characters: "é" is two of them). */
export const MAX_PASSWORD_BYTES = 72;

/**
 * A password is never stored, only its hash, from which nobody can compute it back. bcrypt is slow on purpose: whoever
 * steals the hashes and tries all common passwords needs that time for each of them. It also mixes in a random salt,
 * so that two users with the same password have different hashes.
 */
export function hashPassword(password: string, cost: number): Promise<string> {
  return bcrypt.hash(password, cost); // works in another thread: the server answers others meanwhile
}
