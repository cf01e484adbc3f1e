import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import writeFileAtomic from 'write-file-atomic';
import type { CreateTodoDto, UpdateTodoDto } from './dto.js';

export interface Todo {
  readonly id: string;
  readonly title: string;
  readonly completed: boolean;
  readonly order: number | null;
}

/** Todos in memory, and in the file that DATA_FILE names. */
@Injectable()
export class TodosService implements OnModuleInit {
  private readonly file = process.env.DATA_FILE ?? '.data/todos.json';
  private todos: readonly Todo[] = [];
  private queue: Promise<unknown> = Promise.resolve();

  async onModuleInit(): Promise<void> {
    await mkdir(dirname(this.file), { recursive: true });
    try {
      this.todos = JSON.parse(await readFile(this.file, 'utf8')) as Todo[];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  findAll(): readonly Todo[] {
    return this.todos;
  }

  findOne(id: string): Todo | undefined {
    return this.todos.find((todo) => todo.id === id);
  }

  create({ title, completed = false, order = null }: CreateTodoDto): Promise<Todo> {
    return this.enqueue(async () => {
      const todo: Todo = { id: randomUUID(), title, completed, order };
      await this.save([...this.todos, todo]);
      return todo;
    });
  }

  update(id: string, { title, completed, order }: UpdateTodoDto): Promise<Todo | undefined> {
    return this.enqueue(async () => {
      const todo = this.findOne(id);
      if (!todo) return undefined;
      const changed: Todo = {
        ...todo,
        title: title ?? todo.title,
        completed: completed ?? todo.completed,
        order: order === undefined ? todo.order : order,
      };
      await this.save(this.todos.map((one) => (one === todo ? changed : one)));
      return changed;
    });
  }

  remove(id: string): Promise<Todo | undefined> {
    return this.enqueue(async () => {
      const todo = this.findOne(id);
      if (todo) await this.save(this.todos.filter((one) => one !== todo));
      return todo;
    });
  }

  removeAll(): Promise<void> {
    return this.enqueue(() => this.save([]));
  }

  /** One change at a time, each made of what the one before has left. */
  private enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work);
    this.queue = result.catch(() => undefined);
    return result;
  }

  private async save(todos: readonly Todo[]): Promise<void> {
    await writeFileAtomic(this.file, JSON.stringify(todos));
    this.todos = todos;
  }
}
