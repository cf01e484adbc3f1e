import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/** Reads the todos that a file holds. @throws when it holds something else. */
export async function openTodos(file) {
  await mkdir(dirname(file), { recursive: true });
  let list = [];
  try {
    list = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw new Error(`${file} cannot be read: move it away, or set DATA_FILE.`, { cause: error });
  }
  let turn = Promise.resolve();

  /** Makes a new list of the old one when it is this change's turn, and keeps it when it is written. */
  const change = (make) => {
    const done = turn.then(async () => {
      const { next, result } = make(list);
      if (next !== list) await writeFileAtomic(file, JSON.stringify(next));
      list = next;
      return result;
    });
    turn = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  };

  return {
    all: () => list,
    get: (id) => list.find((todo) => todo.id === id),
    add: (fields) =>
      change((todos) => {
        const result = { id: randomUUID(), ...fields };
        return { next: [...todos, result], result };
      }),
    change: (id, fields) =>
      change((todos) => {
        const old = todos.find((todo) => todo.id === id);
        if (old === undefined) return { next: todos, result: undefined };
        const result = { ...old, ...fields };
        return { next: todos.map((todo) => (todo === old ? result : todo)), result };
      }),
    remove: (id) =>
      change((todos) => {
        const left = todos.filter((todo) => todo.id !== id);
        const isGone = left.length < todos.length;
        return { next: isGone ? left : todos, result: isGone };
      }),
    clear: () => change(() => ({ next: [] })),
  };
}
