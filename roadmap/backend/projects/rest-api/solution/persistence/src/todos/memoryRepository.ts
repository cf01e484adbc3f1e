import { randomUUID } from 'node:crypto';
import type { TodoRepository } from './repository.ts';
import type { NewTodo, Todo, TodoChanges } from './todo.ts';

/** Keeps todos until the program ends. A `Map` remembers the order in which they were added. */
export class MemoryTodoRepository implements TodoRepository {
  readonly #todos: Map<string, Todo>;

  constructor(todos: Iterable<Todo> = []) {
    this.#todos = new Map(Array.from(todos, (todo) => [todo.id, todo]));
  }

  async list(): Promise<Todo[]> {
    return [...this.#todos.values()];
  }

  async find(id: string): Promise<Todo | undefined> {
    return this.#todos.get(id);
  }

  async create(values: NewTodo): Promise<Todo> {
    const todo: Todo = { id: randomUUID(), ...values };
    this.#todos.set(todo.id, todo);
    return todo;
  }

  async update(id: string, changes: TodoChanges): Promise<Todo | undefined> {
    const todo = this.#todos.get(id);
    if (todo === undefined) return undefined;

    const changed: Todo = { ...todo, ...changes };
    this.#todos.set(id, changed); // setting a key that exists keeps its place in the order
    return changed;
  }

  async remove(id: string): Promise<boolean> {
    return this.#todos.delete(id);
  }

  async removeAll(): Promise<void> {
    this.#todos.clear();
  }
}
