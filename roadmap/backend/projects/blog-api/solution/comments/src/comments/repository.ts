import type { Prisma } from '../../generated/prisma/index.js';
import { isGone, type Database } from '../database/client.ts';
import { NOBODY, presentProfile, selectProfile } from '../profiles/profile.ts';

function selectComment(viewerId = NOBODY) {
  return {
    id: true,
    body: true,
    createdAt: true,
    updatedAt: true,
    authorId: true,
    author: { select: selectProfile(viewerId) },
  } satisfies Prisma.CommentSelect;
}

export type CommentRow = Prisma.CommentGetPayload<{ select: ReturnType<typeof selectComment> }>;

export function presentComment({ id, body, createdAt, updatedAt, author }: CommentRow) {
  return {
    id,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    body,
    author: presentProfile(author),
  };
}

export class CommentRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Newest first, as frontends show a comment that was just written. */
  list(articleId: number, viewerId?: number): Promise<CommentRow[]> {
    return this.#database.comment.findMany({
      where: { articleId },
      select: selectComment(viewerId),
      orderBy: { id: 'desc' },
    });
  }

  /** Undefined when the article is gone. */
  async create(articleId: number, authorId: number, body: string): Promise<CommentRow | undefined> {
    try {
      return await this.#database.comment.create({
        data: { articleId, authorId, body },
        select: selectComment(authorId),
      });
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  /** Only below its own article: the address says both. */
  find(articleId: number, id: number): Promise<CommentRow | null> {
    return this.#database.comment.findFirst({ where: { id, articleId }, select: selectComment() });
  }

  async delete(id: number): Promise<void> {
    await this.#database.comment.deleteMany({ where: { id } });
  }
}
