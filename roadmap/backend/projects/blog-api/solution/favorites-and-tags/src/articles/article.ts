import type { Prisma } from '../../generated/prisma/index.js';
import { NOBODY, presentProfile, selectProfile } from '../profiles/profile.ts';

/** All that is shown of an article, in one query. */
export function selectArticle(viewerId = NOBODY) {
  return {
    id: true,
    slug: true,
    title: true,
    description: true,
    body: true,
    createdAt: true,
    updatedAt: true,
    authorId: true,
    author: { select: selectProfile(viewerId) },
    tags: { select: { tag: { select: { name: true } } } },
    // At most one row: is it a favorite of the one who asks?
    favorites: { where: { userId: viewerId }, select: { userId: true } },
    _count: { select: { favorites: true } },
  } satisfies Prisma.ArticleSelect;
}

export type ArticleRow = Prisma.ArticleGetPayload<{ select: ReturnType<typeof selectArticle> }>;

export function presentArticle(row: ArticleRow) {
  return {
    article: {
      slug: row.slug,
      title: row.title,
      description: row.description,
      body: row.body,
      tagList: row.tags.map(({ tag }) => tag.name).sort(),
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
      favorited: row.favorites.length > 0,
      favoritesCount: row._count.favorites,
      author: presentProfile(row.author),
    },
  };
}
