import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { NewTodo, TodoChanges } from './schemas';

export interface Todo extends NewTodo {
  readonly id: string;
}

/** A list of todos in a file. Each change is made of the one before, and only counts when it is written. */
export class TodoStore {
  private changes: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly file: string,
    private todos: readonly Todo[],
  ) {}

  static async open(file: string): Promise<TodoStore> {
    await mkdir(dirname(file), { recursive: true });
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '[]';
      throw error;
    });
    return new TodoStore(file, JSON.parse(text) as Todo[]);
  }

  list(): readonly Todo[] {
    return this.todos;
  }

  find(id: string): Todo | undefined {
    return this.todos.find((todo) => todo.id === id);
  }

  create(fields: NewTodo): Promise<Todo> {
    const todo = { id: randomUUID(), ...fields };
    return this.change(() => ({ todos: [...this.todos, todo], result: todo }));
  }

  update(id: string, fields: TodoChanges): Promise<Todo | undefined> {
    return this.change(() => {
      const todo = this.find(id);
      if (!todo) return { result: undefined };
      const result = { ...todo, ...fields };
      return { todos: this.todos.map((one) => (one.id === id ? result : one)), result };
    });
  }

  remove(id: string): Promise<boolean> {
    return this.change(() => {
      if (!this.find(id)) return { result: false };
      return { todos: this.todos.filter((todo) => todo.id !== id), result: true };
    });
  }

  clear(): Promise<void> {
    return this.change(() => ({ todos: [], result: undefined }));
  }

  private change<T>(make: () => { readonly todos?: readonly Todo[]; readonly result: T }): Promise<T> {
    const made = this.changes.then(async () => {
      const { todos, result } = make();
      if (todos) {
        await this.write(todos);
        this.todos = todos;
      }
      return result;
    });
    this.changes = made.catch(() => undefined);
    return made;
  }

  private async write(todos: readonly Todo[]): Promise<void> {
    const temporary = `${this.file}.tmp`;
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(JSON.stringify(todos));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, this.file);
  }
}
