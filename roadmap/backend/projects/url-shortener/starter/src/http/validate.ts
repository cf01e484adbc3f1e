import type { z } from 'zod';
import { HttpError } from './errors.ts';

/** Gives `value` back as `schema` describes it, or answers 422 and names each field that is wrong. */
export function validate<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;

  const errors = result.error.issues.map((issue) => ({
    field: issue.path.join('.') || 'body',
    message: issue.message,
  }));
  throw new HttpError(422, 'The body is not what this address expects.', errors);
}
