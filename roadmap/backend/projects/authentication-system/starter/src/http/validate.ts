import type { z } from 'zod';
import { HttpError } from './errors.ts';

/** Gives `value` back as `schema` describes it, or answers 422: we could read the JSON, but it is not what we need. */
export function validate<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) throw new HttpError(422, 'The body is not what this address expects.');
  return result.data;
}
