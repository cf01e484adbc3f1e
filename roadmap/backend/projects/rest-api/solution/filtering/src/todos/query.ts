import { z } from 'zod';

/** In a query string everything is text, so numbers are checked as text before they become numbers. */
const count = z
  .string('must be given once')
  .regex(/^\d{1,9}$/, 'must be a whole number, 0 or more')
  .transform(Number);

/** `GET /todos?completed=false&limit=20&offset=40`. Without any of these, the list is simply all todos. */
export const todoQuerySchema = z.object({
  completed: z
    .enum(['true', 'false'], 'must be true or false')
    .transform((value) => value === 'true')
    .exactOptional(),
  limit: count.refine((value) => value >= 1 && value <= 100, 'must be between 1 and 100').exactOptional(),
  offset: count.default(0),
});

export type TodoQuery = z.infer<typeof todoQuerySchema>;
