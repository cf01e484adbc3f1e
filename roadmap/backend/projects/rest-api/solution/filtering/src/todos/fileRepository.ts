import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Queue } from '../storage/queue.ts';
import { writeFileAtomically } from '../storage/writeFileAtomically.ts';
import { MemoryTodoRepository } from './memoryRepository.ts';
import type { TodoQuery } from './query.ts';
import type { TodoPage, TodoRepository } from './repository.ts';
import { todoSchema, type NewTodo, type Todo, type TodoChanges } from './todo.ts';

/** The version is for the day when the format changes, and old files still have to be understood. */
const fileSchema = z.object({ version: z.literal(1), todos: z.array(todoSchema) });

/**
 * Keeps todos in a JSON file. Reading is answered from memory; a change is answered only once it is on disk, so
 * what a client was told has happened is still true after a crash.
 *
 * Right for one program and some thousand todos: each change writes the whole file. Beyond that, use a database.
 */
export class FileTodoRepository implements TodoRepository {
  readonly #path: string;
  readonly #changes = new Queue();
  #todos: MemoryTodoRepository;

  private constructor(path: string, todos: Todo[]) {
    this.#path = path;
    this.#todos = new MemoryTodoRepository(todos);
  }

  static async open(path: string): Promise<FileTodoRepository> {
    return new FileTodoRepository(path, await read(path));
  }

  list(query: TodoQuery): Promise<TodoPage> {
    return this.#todos.list(query);
  }

  find(id: string): Promise<Todo | undefined> {
    return this.#todos.find(id);
  }

  create(values: NewTodo): Promise<Todo> {
    return this.#change((draft) => draft.create(values));
  }

  update(id: string, changes: TodoChanges): Promise<Todo | undefined> {
    return this.#change((draft) => draft.update(id, changes));
  }

  remove(id: string): Promise<boolean> {
    return this.#change((draft) => draft.remove(id));
  }

  removeAll(): Promise<void> {
    return this.#change((draft) => draft.removeAll());
  }

  /**
   * Works on a copy, which becomes the truth only when it has been written: if the disk is full, memory and file
   * still agree. One change at a time: two at once would each start from a copy without the other's change, and
   * the one written last would undo the first.
   */
  #change<T>(work: (draft: MemoryTodoRepository) => Promise<T>): Promise<T> {
    return this.#changes.run(async () => {
      const draft = new MemoryTodoRepository(this.#todos.all());
      const result = await work(draft);
      await writeFileAtomically(this.#path, JSON.stringify({ version: 1, todos: draft.all() }, null, 2));
      this.#todos = draft;
      return result;
    });
  }
}

async function read(path: string): Promise<Todo[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []; // the first start
    throw error;
  }

  // A file that we cannot read is not an empty one: starting anyway would overwrite somebody's todos.
  try {
    return fileSchema.parse(JSON.parse(text)).todos;
  } catch (cause) {
    throw new Error(`${path} is not a list of todos. Repair it, or move it away to start with an empty list.`, {
      cause,
    });
  }
}
