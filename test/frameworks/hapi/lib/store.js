'use strict';

const { randomUUID } = require('node:crypto');
const Fs = require('node:fs/promises');
const Path = require('node:path');
const writeFileAtomic = require('write-file-atomic');

/** The todos of a file. Whoever changes them waits for those who came before. */
exports.TodoStore = class TodoStore {
  #file;
  #todos;
  #queue = Promise.resolve();

  constructor(file, todos) {
    this.#file = file;
    this.#todos = todos;
  }

  static async open(file) {
    await Fs.mkdir(Path.dirname(file), { recursive: true });
    try {
      return new TodoStore(file, JSON.parse(await Fs.readFile(file, 'utf8')));
    } catch (error) {
      if (error.code === 'ENOENT') return new TodoStore(file, []);
      throw new Error(`The todos cannot be read from ${file}, move it away or set DATA_FILE: ${error.message}`);
    }
  }

  list() {
    return this.#todos;
  }

  find(id) {
    return this.#todos.find((todo) => todo.id === id);
  }

  create(fields) {
    return this.#inTurn(async () => {
      const todo = { id: randomUUID(), ...fields };
      await this.#keep([...this.#todos, todo]);
      return todo;
    });
  }

  update(id, fields) {
    return this.#inTurn(async () => {
      const todo = this.find(id);
      if (!todo) return null;
      const changed = { ...todo, ...fields };
      await this.#keep(this.#todos.map((one) => (one === todo ? changed : one)));
      return changed;
    });
  }

  remove(id) {
    return this.#inTurn(async () => {
      const todo = this.find(id);
      if (!todo) return false;
      await this.#keep(this.#todos.filter((one) => one !== todo));
      return true;
    });
  }

  clear() {
    return this.#inTurn(() => this.#keep([]));
  }

  #inTurn(work) {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => null);
    return result;
  }

  async #keep(todos) {
    await writeFileAtomic(this.#file, JSON.stringify(todos));
    this.#todos = todos;
  }
};
