import { z } from 'zod';
import { BLANK, line, text, wrapped } from '../http/fields.ts';

const MAX_PAGE = 100;

const title = line(200);
const description = line(1_000);

/** Spaces around it stay, because Markdown means something by them. */
const body = text(200_000).refine((value) => value.trim() !== '', BLANK);

const tagList = z
  .array(line(50), 'must be a list of texts')
  .max(20, 'is too long (maximum is 20 tags)')
  .transform((names) => [...new Set(names)].sort());

export const newArticle = wrapped(
  'article',
  z.object({ title, description, body, tagList: tagList.default([]) }, BLANK),
);

/** What is not mentioned stays as it is. */
export const articleChanges = wrapped('article', z.object({ title, description, body, tagList }, BLANK).partial());

function wholeNumber(min: number) {
  return z.coerce.number('must be a number').int('must be a whole number').min(min, `must be at least ${min}`);
}

export const page = z.object({
  /** Whoever asks for a million gets a hundred, and `articlesCount` tells that there is more. */
  limit: wholeNumber(1)
    .default(20)
    .transform((limit) => Math.min(limit, MAX_PAGE)),
  offset: wholeNumber(0).max(2_147_483_647, 'is too large').default(0),
});

/** Frontends send an empty filter when they mean none. */
const filter = text(254)
  .transform((value) => value || undefined)
  .optional();

export const articleQuery = page.extend({ tag: filter, author: filter, favorited: filter });

export type ArticleQuery = z.infer<typeof articleQuery>;
export type Page = z.infer<typeof page>;
