import { z } from 'zod';

export interface Todo {
  readonly id: string;
  readonly title: string;
  readonly completed: boolean;
}

/** What a client sends to create a todo. */
export const newTodoSchema = z.object({
  title: z.string(),
});

export type NewTodo = z.infer<typeof newTodoSchema>;
