import type { Passwords } from '../auth/passwords.ts';
import type { UserRepository } from './repository.ts';

/**
 * Somebody has to be admin before anybody can be made one. The account comes from the settings and is there before the
 * first request: if the first to register with that address became admin, it could be anyone who knows the address.
 */
export async function createFirstAdmin(
  users: UserRepository,
  passwords: Passwords,
  {
    ADMIN_EMAIL: email,
    ADMIN_PASSWORD: password,
  }: { ADMIN_EMAIL?: string | undefined; ADMIN_PASSWORD?: string | undefined },
): Promise<void> {
  if (email === undefined || password === undefined) return;
  await users.create({ email, passwordHash: await passwords.hash(password), role: 'admin' });
}
