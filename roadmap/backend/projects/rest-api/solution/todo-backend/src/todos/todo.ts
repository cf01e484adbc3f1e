import { z } from 'zod';

export interface Todo {
  readonly id: string;
  readonly title: string;
  readonly completed: boolean;
  readonly order: number | null;
}

const title = z.string('must be text').trim().min(1, 'must not be empty').max(500, 'must have at most 500 characters');
const completed = z.boolean('must be true or false');
/** Any number, not only whole ones: between 1 and 2 there is always room for another todo. Null means "no place yet". */
const order = z.number('must be a number, or null').nullable();

/**
 * What a client sends to create a todo. Fields we do not know are dropped, so a client may send a todo back
 * exactly as it got it (with `id` and `url`), and nobody can choose an id.
 */
export const newTodoSchema = z.object(
  { title, completed: completed.default(false), order: order.default(null) },
  'must be a JSON object',
);

/** What a client sends to change one: only what is there is changed. */
export const todoChangesSchema = z.object(
  { title: title.exactOptional(), completed: completed.exactOptional(), order: order.exactOptional() },
  'must be a JSON object',
);

export type NewTodo = z.infer<typeof newTodoSchema>;
export type TodoChanges = z.infer<typeof todoChangesSchema>;
