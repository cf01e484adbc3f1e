import { randomUUID } from 'node:crypto';
import type { TodoRepository } from './repository.ts';
import type { NewTodo, Todo } from './todo.ts';

/** Keeps todos until the program ends. A `Map` remembers the order in which they were added. */
export class MemoryTodoRepository implements TodoRepository {
  readonly #todos = new Map<string, Todo>();

  async list(): Promise<Todo[]> {
    return [...this.#todos.values()];
  }

  async find(id: string): Promise<Todo | undefined> {
    return this.#todos.get(id);
  }

  async create(values: NewTodo): Promise<Todo> {
    const todo: Todo = { id: randomUUID(), title: values.title, completed: false };
    this.#todos.set(todo.id, todo);
    return todo;
  }
}
