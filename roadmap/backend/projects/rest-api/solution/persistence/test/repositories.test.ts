import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { FileTodoRepository } from '../src/todos/fileRepository.ts';
import { MemoryTodoRepository } from '../src/todos/memoryRepository.ts';
import type { TodoRepository } from '../src/todos/repository.ts';
import { temporaryFile } from './support/temporaryFile.ts';

// Both kinds have to behave alike, so both go through the same tests.
const KINDS: [name: string, open: (t: TestContext) => Promise<TodoRepository>][] = [
  ['memory', async () => new MemoryTodoRepository()],
  ['file', async (t) => FileTodoRepository.open(await temporaryFile(t))],
];

const todo = (title: string) => ({ title, completed: false, order: null });

for (const [name, open] of KINDS) {
  test(`${name}: finds what it created, and nothing else`, async (t) => {
    const todos = await open(t);

    const created = await todos.create(todo('walk the dog'));

    assert.deepEqual(await todos.find(created.id), created);
    assert.equal(await todos.find('unknown'), undefined);
    // A plain object as store would find these.
    assert.equal(await todos.find('__proto__'), undefined);
    assert.equal(await todos.find('constructor'), undefined);
  });

  test(`${name}: changes what is given and keeps the rest`, async (t) => {
    const todos = await open(t);
    const created = await todos.create(todo('walk the dog'));

    const changed = await todos.update(created.id, { completed: true });

    assert.deepEqual(changed, { ...created, completed: true });
    assert.deepEqual(await todos.find(created.id), changed);
    assert.equal(await todos.update('unknown', { completed: true }), undefined);
  });

  test(`${name}: removes one, or all`, async (t) => {
    const todos = await open(t);
    const first = await todos.create(todo('first'));
    const second = await todos.create(todo('second'));

    assert.equal(await todos.remove(first.id), true);
    assert.equal(await todos.remove(first.id), false);
    assert.deepEqual(await todos.list(), [second]);

    await todos.removeAll();
    assert.deepEqual(await todos.list(), []);
  });

  test(`${name}: fifty changes at once are all kept`, async (t) => {
    const todos = await open(t);
    const created = await Promise.all(Array.from({ length: 50 }, (_, n) => todos.create(todo(`todo ${n}`))));

    await Promise.all(created.map(({ id }) => todos.update(id, { completed: true })));

    const list = await todos.list();
    assert.equal(list.filter(({ completed }) => completed).length, 50);
  });
}
