import type { TodoQuery } from './query.ts';
import type { NewTodo, Todo, TodoChanges } from './todo.ts';

export interface TodoPage {
  readonly items: Todo[];
  /** How many todos match, on all pages together. */
  readonly total: number;
}

/**
 * Where todos are kept. The routes know only this interface, so the tests run with memory, the program with a
 * file, and a database could be next, without a change to them.
 */
export interface TodoRepository {
  /** In the order in which they were created. */
  list(query: TodoQuery): Promise<TodoPage>;
  find(id: string): Promise<Todo | undefined>;
  create(values: NewTodo): Promise<Todo>;
  /** The changed todo, or undefined when there is none with this id. */
  update(id: string, changes: TodoChanges): Promise<Todo | undefined>;
  /** Whether there was one. */
  remove(id: string): Promise<boolean>;
  removeAll(): Promise<void>;
}
