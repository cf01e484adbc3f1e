import { z } from 'zod';
import { BLANK, line, text, wrapped } from '../http/fields.ts';

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
