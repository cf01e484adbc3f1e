export interface User {
  readonly id: string;
  /** In lower case: `Ada@Example.com` and `ada@example.com` are one account. */
  readonly email: string;
  readonly passwordHash: string;
  /** ISO 8601, in UTC */
  readonly createdAt: string;
}

export type NewUser = Pick<User, 'email' | 'passwordHash'>;

/**
 * A user as the outside may see it. It names what goes out, rather than what stays in: a field that is added to
 * `User` later stays private until somebody decides otherwise here.
 */
export function publicUser({ id, email, createdAt }: User) {
  return { id, email, createdAt };
}
