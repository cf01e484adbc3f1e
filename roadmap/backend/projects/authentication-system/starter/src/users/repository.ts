import type { NewUser, User } from './user.ts';

/**
 * Where users are kept. The rest of the program knows only this interface, so memory can become a database
 * without a change elsewhere. It is asynchronous for the same reason: memory would not need it, a database does.
 */
export interface UserRepository {
  create(values: NewUser): Promise<User>;
}
