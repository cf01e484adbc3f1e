import { isGone, isUniqueViolation, withoutUndefined, type Database } from '../database/client.ts';

export interface User {
  readonly id: number;
  readonly email: string;
  readonly username: string;
  readonly passwordHash: string;
  readonly bio: string | null;
  readonly image: string | null;
}

export type NewUser = Pick<User, 'email' | 'username' | 'passwordHash'>;

export type UserChanges = { [Key in Exclude<keyof User, 'id'>]?: User[Key] | undefined };

const UNIQUE_FIELDS = ['email', 'username'] as const;
export type UniqueField = (typeof UNIQUE_FIELDS)[number];

/** Somebody else has this e-mail address or this name. */
export class Taken extends Error {
  readonly fields: readonly UniqueField[];

  constructor(fields: readonly UniqueField[]) {
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

  /** Undefined when the user is gone. */
  async update(id: number, changes: UserChanges): Promise<User | undefined> {
    try {
      return await this.#database.user.update({ where: { id }, data: withoutUndefined(changes) });
    } catch (error) {
      if (isUniqueViolation(error)) throw new Taken(await this.#findTaken(changes, id));
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  async findById(id: number): Promise<User | null> {
    return this.#database.user.findUnique({ where: { id } });
  }

  async findByEmail(email: string): Promise<User | null> {
    return this.#database.user.findUnique({ where: { email } });
  }

  async #findTaken(wanted: Pick<UserChanges, UniqueField>, ownId?: number): Promise<UniqueField[]> {
    const fields: UniqueField[] = [];
    for (const field of UNIQUE_FIELDS) {
      const value = wanted[field];
      if (value === undefined) continue;
      const owner = await this.#database.user.findFirst({ where: { [field]: value } });
      if (owner && owner.id !== ownId) fields.push(field);
    }
    return fields;
  }
}
