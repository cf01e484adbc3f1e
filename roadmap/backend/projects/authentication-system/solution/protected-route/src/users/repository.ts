import type { NewUser, User } from './user.ts';

/**
 * Where users are kept. The rest of the program knows only this interface, so memory can become a database
 * without a change elsewhere. It is asynchronous for the same reason: memory would not need it, a database does.
 */
export interface UserRepository {
  /**
   * The new user, or undefined when the email address is taken. Looking and adding have to be one step here (in a
   * database: a unique index). A caller that looks first and adds later leaves a gap for two requests at once.
   */
  create(values: NewUser): Promise<User | undefined>;
  findById(id: string): Promise<User | undefined>;
  findByEmail(email: string): Promise<User | undefined>;
}
