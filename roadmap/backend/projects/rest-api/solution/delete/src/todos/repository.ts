import type { NewTodo, Todo, TodoChanges } from './todo.ts';

/**
 * Where todos are kept. The routes know only this interface, so memory can become a file or a database
 * without a change to them. It is asynchronous for the same reason: memory would not need it, a database does.
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
