'use strict';

const { randomUUID } = require('node:crypto');
const { mkdir, readFile } = require('node:fs/promises');
const { dirname } = require('node:path');
const fp = require('fastify-plugin');
const writeFileAtomic = require('write-file-atomic');

/** Todos by their ids, in the order in which they were made; a Map keeps it. */
class TodoStore {
  constructor(file, todos) {
    this.file = file;
    this.todos = todos;
    this.writing = Promise.resolve();
  }

  async create(fields) {
    const todo = { id: randomUUID(), title: '', completed: false, order: null, ...fields };
    return this.change((todos) => todos.set(todo.id, todo) && todo);
  }

  update(id, fields) {
    return this.change((todos) => {
      const todo = todos.get(id);
      if (todo === undefined) return undefined;
      const changed = { ...todo, ...fields };
      todos.set(id, changed);
      return changed;
    });
  }

  remove(id) {
    return this.change((todos) => todos.delete(id));
  }

  clear() {
    return this.change((todos) => todos.clear());
  }

  change(make) {
    const result = this.writing.then(async () => {
      const todos = new Map(this.todos);
      const made = make(todos);
      await writeFileAtomic(this.file, JSON.stringify(Array.from(todos.values())));
      this.todos = todos;
      return made;
    });
    this.writing = result.catch(() => {});
    return result;
  }
}

async function open(file) {
  await mkdir(dirname(file), { recursive: true });
  let text;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return new TodoStore(file, new Map());
    throw error;
  }
  try {
    return new TodoStore(file, new Map(JSON.parse(text).map((todo) => [todo.id, todo])));
  } catch (error) {
    throw new Error(`${file} does not hold todos (${error.message}): move it away, or set DATA_FILE.`);
  }
}

module.exports = fp(async (app, { dataFile }) => {
  app.decorate('todos', await open(dataFile));
});
