import { isUniqueViolation, type Database } from '../database/client.ts';

export interface User {
  readonly id: number;
  readonly email: string;
  readonly username: string;
  readonly passwordHash: string;
  readonly bio: string | null;
  readonly image: string | null;
}

export type NewUser = Pick<User, 'email' | 'username' | 'passwordHash'>;

/** Somebody else has this e-mail address or this name. */
export class Taken extends Error {
  readonly fields: readonly ('email' | 'username')[];

  constructor(fields: readonly ('email' | 'username')[]) {
    super(`taken: ${fields.join(', ')}`);
    this.fields = fields;
  }
}

export class UserRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async create(user: NewUser): Promise<User> {
    // First try, then explain. Asking first whether the name is free would leave a moment for somebody else to take it.
    try {
      return await this.#database.user.create({ data: user });
    } catch (error) {
      if (isUniqueViolation(error)) throw new Taken(await this.#findTaken(user));
      throw error;
    }
  }

  async findByEmail(email: string): Promise<User | null> {
    return this.#database.user.findUnique({ where: { email } });
  }

  async #findTaken({ email, username }: Pick<User, 'email' | 'username'>): Promise<('email' | 'username')[]> {
    const others = await this.#database.user.findMany({ where: { OR: [{ email }, { username }] } });
    const fields: ('email' | 'username')[] = [];
    if (others.some((other) => other.email === email)) fields.push('email');
    if (others.some((other) => other.username === username)) fields.push('username');
    return fields;
  }
}
