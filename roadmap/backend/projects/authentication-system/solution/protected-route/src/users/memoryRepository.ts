import { randomUUID } from 'node:crypto';
import type { UserRepository } from './repository.ts';
import type { NewUser, User } from './user.ts';

/** Keeps users until the program ends. */
export class MemoryUserRepository implements UserRepository {
  readonly #users = new Map<string, User>();
  readonly #idByEmail = new Map<string, string>();

  async create(values: NewUser): Promise<User | undefined> {
    // No `await` between these two lines, so no other request can come in between.
    if (this.#idByEmail.has(values.email)) return undefined;
    const user: User = { id: randomUUID(), ...values, createdAt: new Date().toISOString() };

    this.#idByEmail.set(user.email, user.id);
    this.#users.set(user.id, user);
    return user;
  }

  async findById(id: string): Promise<User | undefined> {
    return this.#users.get(id);
  }

  async findByEmail(email: string): Promise<User | undefined> {
    const id = this.#idByEmail.get(email);
    return id === undefined ? undefined : this.#users.get(id);
  }
}
