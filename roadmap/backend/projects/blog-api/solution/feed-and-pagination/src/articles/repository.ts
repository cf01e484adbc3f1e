import type { Prisma } from '../../generated/prisma/index.js';
import { isGone, isUniqueViolation, withoutUndefined, type Database } from '../database/client.ts';
import { selectArticle, selectSummary, type ArticleRow, type SummaryRow } from './article.ts';
import type { ArticleQuery, Page } from './schemas.ts';
import { slugFor } from './slug.ts';

export interface NewArticle {
  readonly title: string;
  readonly description: string;
  readonly body: string;
  readonly tagList: string[];
}

export type ArticleChanges = { [Key in keyof NewArticle]?: NewArticle[Key] | undefined };

export interface ArticlePage {
  readonly rows: SummaryRow[];
  /** Of all pages together. */
  readonly total: number;
}

/** A random suffix is taken about never; five in a row means that something is broken. */
const ATTEMPTS = 5;

/** Newest first. The id decides between articles of the same moment, so that pages neither repeat nor skip one. */
const NEWEST_FIRST = [{ createdAt: 'desc' }, { id: 'desc' }] satisfies Prisma.ArticleOrderByWithRelationInput[];

/** `viewerId` is the user who asks: it decides about `favorited` and `following`. */
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

  list({ tag, author, favorited, ...page }: ArticleQuery, viewerId?: number): Promise<ArticlePage> {
    return this.#page(
      {
        ...(tag ? { tags: { some: { tag: { name: tag } } } } : {}),
        ...(author ? { author: { username: author } } : {}),
        ...(favorited ? { favorites: { some: { user: { username: favorited } } } } : {}),
      },
      page,
      viewerId,
    );
  }

  /** The articles of those whom the user follows. */
  feed(page: Page, userId: number): Promise<ArticlePage> {
    return this.#page({ author: { followers: { some: { followerId: userId } } } }, page, userId);
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

  /** Its comments, favorites and tags go with it: the foreign keys see to that. */
  async delete(id: number): Promise<void> {
    await this.#database.article.deleteMany({ where: { id } });
  }

  /** Twice is the same as once, even at the same moment. Whoever likes what was just deleted, likes nothing. */
  async favorite(articleId: number, userId: number): Promise<void> {
    await this.#database.favorite
      .createMany({ data: [{ articleId, userId }], skipDuplicates: true })
      .catch((error: unknown) => {
        if (!isGone(error)) throw error;
      });
  }

  async unfavorite(articleId: number, userId: number): Promise<void> {
    await this.#database.favorite.deleteMany({ where: { articleId, userId } });
  }

  /** However many articles there are on a page, the number of queries is the same. */
  async #page(where: Prisma.ArticleWhereInput, { limit, offset }: Page, viewerId?: number): Promise<ArticlePage> {
    const [rows, total] = await Promise.all([
      this.#database.article.findMany({
        where,
        select: selectSummary(viewerId),
        orderBy: NEWEST_FIRST,
        skip: offset,
        take: limit,
      }),
      this.#database.article.count({ where }),
    ]);
    return { rows, total };
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
