import type { z } from 'zod';
import { HttpError, type Errors } from './errors.ts';

/** Gives `value` back as `schema` describes it, or answers 422 with everything that is wrong with it. */
export function validate<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;

  const errors: Errors = {};
  for (const { path, message } of result.error.issues) {
    // ["user", "email"] is about the e-mail address, ["article", "tagList", 3] about the list of tags.
    const field = String(path[1] ?? path[0] ?? 'body');
    (errors[field] ??= []).push(message);
  }
  throw new HttpError(422, errors);
}
