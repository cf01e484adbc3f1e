import { isGone, isUniqueViolation, withoutUndefined, type Database } from '../database/client.ts';
import { selectArticle, type ArticleRow } from './article.ts';
import { slugFor } from './slug.ts';

export interface NewArticle {
  readonly title: string;
  readonly description: string;
  readonly body: string;
  readonly tagList: string[];
}

export type ArticleChanges = { [Key in keyof NewArticle]?: NewArticle[Key] | undefined };

/** A random suffix is taken about never; five in a row means that something is broken. */
const ATTEMPTS = 5;

/** `viewerId` is the user who asks: it decides about `following`. */
export class ArticleRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  find(slug: string, viewerId?: number): Promise<ArticleRow | null> {
    return this.#database.article.findUnique({ where: { slug }, select: selectArticle(viewerId) });
  }

  async findId(slug: string): Promise<number | undefined> {
    return (await this.#database.article.findUnique({ where: { slug }, select: { id: true } }))?.id;
  }

  async create(authorId: number, { tagList, ...article }: NewArticle): Promise<ArticleRow> {
    const tags = { createMany: { data: await this.#tagIds(tagList) } };
    return this.#withFreeSlug(article.title, (slug) =>
      this.#database.article.create({
        data: { ...article, slug, authorId, tags },
        select: selectArticle(authorId),
      }),
    );
  }

  /** Undefined when the article is gone. */
  async update(article: ArticleRow, { tagList, ...fields }: ArticleChanges): Promise<ArticleRow | undefined> {
    // Prisma does all of this in one transaction: nobody ever sees the article without its tags.
    const tags = tagList && { deleteMany: {}, createMany: { data: await this.#tagIds(tagList) } };
    const write = (slug: string): Promise<ArticleRow> =>
      this.#database.article.update({
        where: { id: article.id },
        data: { ...withoutUndefined(fields), ...(tags ? { tags } : {}), slug, updatedAt: new Date() },
        select: selectArticle(article.authorId),
      });

    const { title } = fields;
    const isRenamed = title !== undefined && title !== article.title;
    try {
      return isRenamed ? await this.#withFreeSlug(title, write) : await write(article.slug);
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  /** Its comments and tags go with it: the foreign keys see to that. */
  async delete(id: number): Promise<void> {
    await this.#database.article.deleteMany({ where: { id } });
  }

  /** Makes the tags that do not exist yet. Two articles may invent the same tag at once: it is made only once. */
  async #tagIds(names: string[]): Promise<{ tagId: number }[]> {
    if (names.length === 0) return [];
    await this.#database.tag.createMany({ data: names.map((name) => ({ name })), skipDuplicates: true });
    const tags = await this.#database.tag.findMany({ where: { name: { in: names } }, select: { id: true } });
    return tags.map(({ id }) => ({ tagId: id }));
  }

  /** The index decides whether a slug is free, and not a question before: two authors may choose one title at once. */
  async #withFreeSlug<T>(title: string, write: (slug: string) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await write(slugFor(title, attempt));
      } catch (error) {
        if (!isUniqueViolation(error) || attempt === ATTEMPTS) throw error;
      }
    }
  }
}
