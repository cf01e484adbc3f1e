import type { NewTodo, Todo, TodoChanges } from './todo.ts';

/**
 * Where todos are kept. The routes know only this interface, so the tests run with memory, the program with a
 * file, and a database could be next, without a change to them.
 */
export interface TodoRepository {
  /** In the order in which they were created. */
  list(): Promise<Todo[]>;
  find(id: string): Promise<Todo | undefined>;
  create(values: NewTodo): Promise<Todo>;
  /** The changed todo, or undefined when there is none with this id. */
  update(id: string, changes: TodoChanges): Promise<Todo | undefined>;
  /** Whether there was one. */
  remove(id: string): Promise<boolean>;
  removeAll(): Promise<void>;
}
