import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { FileTodoRepository } from '../src/todos/fileRepository.ts';
import { temporaryFile } from './support/temporaryFile.ts';
import { startTestServer } from './support/testServer.ts';

const ALL = { offset: 0 };
const todo = (title: string) => ({ title, completed: false, order: null });

test('the todos are still there when the file is opened again', async (t) => {
  const path = await temporaryFile(t);
  const before = await FileTodoRepository.open(path);
  const kept = await before.create({ title: 'walk the dog', completed: true, order: 7 });
  const removed = await before.create(todo('buy milk'));
  await before.remove(removed.id);

  const after = await FileTodoRepository.open(path);

  assert.deepEqual((await after.list(ALL)).items, [kept]);
});

test('only the file itself is left behind', async (t) => {
  const path = await temporaryFile(t);
  const todos = await FileTodoRepository.open(path);

  await Promise.all([todos.create(todo('first')), todos.create(todo('second'))]);

  assert.deepEqual(await readdir(dirname(path)), ['todos.json']);
});

test('a crash in the middle of writing loses nothing: the unfinished copy is ignored', async (t) => {
  const path = await temporaryFile(t);
  const before = await FileTodoRepository.open(path);
  const kept = await before.create(todo('walk the dog'));
  await writeFile(`${path}.tmp`, '{"version":1,"todos":[{"id":"1","ti');

  const after = await FileTodoRepository.open(path);
  const added = await after.create(todo('buy milk'));

  assert.deepEqual((await after.list(ALL)).items, [kept, added]);
});

for (const [what, content] of [
  ['is not JSON', '{"version":1,"todos":['],
  ['is of another version', '{"version":2,"todos":[]}'],
  ['holds something else than todos', '{"version":1,"todos":[{"name":"x"}]}'],
] as const) {
  test(`a file that ${what} is refused and left as it is`, async (t) => {
    const path = await temporaryFile(t);
    await mkdir(dirname(path));
    await writeFile(path, content);

    await assert.rejects(FileTodoRepository.open(path), /not a list of todos/);

    assert.equal(await readFile(path, 'utf8'), content);
  });
}

test('a change that cannot be written has not happened, and the next one can', async (t) => {
  const path = await temporaryFile(t);
  const todos = await FileTodoRepository.open(path);
  const kept = await todos.create(todo('walk the dog'));

  // A folder where the temporary file should go: it cannot be opened for writing.
  await mkdir(`${path}.tmp`);
  await assert.rejects(todos.create(todo('lost')));
  assert.deepEqual((await todos.list(ALL)).items, [kept]);

  await rm(`${path}.tmp`, { recursive: true });
  const added = await todos.create(todo('buy milk'));
  assert.deepEqual((await todos.list(ALL)).items, [kept, added]);
});

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  test(`what was answered is still there after ${signal} and a new start`, async (t) => {
    const DATA_FILE = await temporaryFile(t);

    const before = await startTestServer(t, { DATA_FILE });
    const created = await fetch(`${before.url}/todos`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'walk the dog', order: 3 }),
    });
    assert.equal(created.status, 201);
    await before.stop(signal);

    const after = await startTestServer(t, { DATA_FILE });
    const list = (await (await fetch(`${after.url}/todos`)).json()) as { title: string; order: number }[];

    assert.deepEqual(
      list.map(({ title, order }) => ({ title, order })),
      [{ title: 'walk the dog', order: 3 }],
    );
  });
}
