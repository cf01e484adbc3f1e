export const ROLES = ['user', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface User {
  readonly id: string;
  /** In lower case: `Ada@Example.com` and `ada@example.com` are one account. */
  readonly email: string;
  readonly passwordHash: string;
  readonly role: Role;
  /** ISO 8601, in UTC */
  readonly createdAt: string;
}

export type NewUser = Pick<User, 'email' | 'passwordHash' | 'role'>;

/**
 * A user as the outside may see it. It names what goes out, rather than what stays in: a field that is added to
 * `User` later stays private until somebody decides otherwise here.
 */
export function publicUser({ id, email, role, createdAt }: User) {
  return { id, email, role, createdAt };
}
