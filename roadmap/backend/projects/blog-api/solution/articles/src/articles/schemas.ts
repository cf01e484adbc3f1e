import { z } from 'zod';
import { wrapped } from '../http/fields.ts';

// The shape of an article, and no more: what its texts say is up to the author.
const title = z.string();
const description = z.string();
const body = z.string();
const tagList = z.array(z.string()).transform((names) => [...new Set(names)].sort());

export const newArticle = wrapped('article', z.object({ title, description, body, tagList: tagList.default([]) }));

/** What is not mentioned stays as it is. */
export const articleChanges = wrapped('article', z.object({ title, description, body, tagList }).partial());
