import { z } from 'zod';

const title = z.string('must be text').trim().min(1, 'must not be empty').max(500, 'must have at most 500 characters');
const completed = z.boolean('must be true or false');
const order = z.number('must be a number, or null').nullable();

export const newTodo = z.object({ title, completed: completed.default(false), order: order.default(null) });
export const todoChanges = z.object({
  title: title.exactOptional(),
  completed: completed.exactOptional(),
  order: order.exactOptional(),
});

const wholeNumber = z.string('must be sent once').regex(/^\d+$/, 'must be a whole number').transform(Number);

export const listQuery = z.object({
  completed: z
    .enum(['true', 'false'], 'must be true or false')
    .transform((text) => text === 'true')
    .optional(),
  limit: wholeNumber.refine((limit) => limit >= 1 && limit <= 100, 'must be from 1 to 100').optional(),
  offset: wholeNumber.default(0),
});

export type NewTodo = z.infer<typeof newTodo>;
export type TodoChanges = z.infer<typeof todoChanges>;
