import { z } from 'zod';

export interface Todo {
  readonly id: string;
  readonly title: string;
  readonly completed: boolean;
}

/**
 * What a client sends to create a todo. Fields we do not know are dropped, so a client may send a todo back
 * exactly as it got it, and nobody can choose an id.
 */
export const newTodoSchema = z.object({
  title: z.string(),
});

/** What a client sends to change one: only what is there is changed. */
export const todoChangesSchema = z.object({
  title: z.string().exactOptional(),
  completed: z.boolean().exactOptional(),
});

export type NewTodo = z.infer<typeof newTodoSchema>;
export type TodoChanges = z.infer<typeof todoChangesSchema>;
