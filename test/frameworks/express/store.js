'use strict';

const { randomUUID } = require('node:crypto');
const { mkdir, readFile } = require('node:fs/promises');
const { dirname } = require('node:path');
const writeFileAtomic = require('write-file-atomic');

/** Todos in memory and in a file: a change is believed when it is in the file. */
class TodoStore {
  #path;
  #todos;
  #last = Promise.resolve();

  constructor(path, todos) {
    this.#path = path;
    this.#todos = todos;
  }

  static async open(path) {
    await mkdir(dirname(path), { recursive: true });
    let text = '[]';
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
    try {
      return new TodoStore(path, new Map(JSON.parse(text).map((todo) => [todo.id, todo])));
    } catch {
      throw new Error(`${path} does not hold todos: move it away, or set DATA_FILE to another file.`);
    }
  }

  list() {
    return [...this.#todos.values()];
  }

  find(id) {
    return this.#todos.get(id);
  }

  create({ title, completed = false, order = null }) {
    return this.#change((todos) => {
      const todo = { id: randomUUID(), title, completed, order };
      todos.set(todo.id, todo);
      return todo;
    });
  }

  update(id, changes) {
    return this.#change((todos) => {
      if (!todos.has(id)) return undefined;
      const todo = { ...todos.get(id), ...changes };
      todos.set(id, todo);
      return todo;
    });
  }

  remove(id) {
    return this.#change((todos) => todos.delete(id));
  }

  clear() {
    return this.#change((todos) => todos.clear());
  }

  /** One change after the other, each made of a copy, so that a disk that is full changes nothing in memory either. */
  #change(make) {
    const work = this.#last.then(async () => {
      const todos = new Map(this.#todos);
      const result = make(todos);
      await writeFileAtomic(this.#path, JSON.stringify([...todos.values()]));
      this.#todos = todos;
      return result;
    });
    this.#last = work.catch(() => undefined);
    return work;
  }
}

module.exports = TodoStore;
