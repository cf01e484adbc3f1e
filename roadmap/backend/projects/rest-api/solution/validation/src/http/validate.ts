import type { z } from 'zod';
import { HttpError } from './errors.ts';

/**
 * Gives `value` back as `schema` describes it, or answers 422: we could read the request, but it is not what we need.
 * All that is wrong is reported at once, so nobody has to fix a form one error at a time.
 */
export function validate<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;

  const errors = result.error.issues.map(({ path, message }) => ({ field: path.join('.') || 'body', message }));
  const fields = [...new Set(errors.map(({ field }) => field))].join(', ');
  throw new HttpError(422, `This has to be corrected: ${fields}.`, errors);
}
