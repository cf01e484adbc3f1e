import { randomUUID } from 'node:crypto';
import type { UserRepository } from './repository.ts';
import type { NewUser, User } from './user.ts';

/** Keeps users until the program ends. */
export class MemoryUserRepository implements UserRepository {
  readonly #users = new Map<string, User>();

  /** All users, so that a test can look at what is stored. */
  all(): User[] {
    return [...this.#users.values()];
  }

  async create(values: NewUser): Promise<User> {
    const user: User = { id: randomUUID(), ...values, createdAt: new Date().toISOString() };
    this.#users.set(user.id, user);
    return user;
  }
}
