import type { Database } from '../database/client.ts';

export class TagRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The names of the tags that are in use, the most popular first. */
  async list(): Promise<string[]> {
    const tags = await this.#database.tag.findMany({
      where: { articles: { some: {} } },
      orderBy: [{ articles: { _count: 'desc' } }, { name: 'asc' }],
      select: { name: true },
    });
    return tags.map(({ name }) => name);
  }
}
