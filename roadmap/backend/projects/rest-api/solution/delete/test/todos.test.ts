import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertProblem, createTodos, startTestApp } from './support/testApp.ts';

const UNKNOWN = '/todos/00000000-0000-4000-8000-000000000000';

test('there are no todos at first', async (t) => {
  const app = await startTestApp(t);

  const answer = await app.request('GET', '/todos');

  assert.equal(answer.status, 200);
  assert.deepEqual(answer.body, []);
});

test('a created todo is answered with 201 and is in the list from then on', async (t) => {
  const app = await startTestApp(t);

  const created = await app.request('POST', '/todos', { title: 'walk the dog' });
  const list = await app.request('GET', '/todos');

  assert.equal(created.status, 201);
  assert.equal(created.body.title, 'walk the dog');
  assert.equal(created.body.completed, false);
  assert.equal(typeof created.body.id, 'string');
  assert.deepEqual(list.body, [created.body]);
});

test('a client cannot choose the id of a todo', async (t) => {
  const app = await startTestApp(t);

  const { body } = await app.request('POST', '/todos', { title: 'buy milk', id: '1' });

  assert.notEqual(body.id, '1');
});

test('todos are listed in the order in which they were created, also after a change', async (t) => {
  const app = await startTestApp(t);
  const [first] = await createTodos(app, 'first', 'second', 'third');

  await app.request('PATCH', `/todos/${first.id}`, { completed: true });

  const { body } = await app.request('GET', '/todos');
  assert.deepEqual(
    body.map((todo: { title: string }) => todo.title),
    ['first', 'second', 'third'],
  );
});

test('each todo has an address, and a GET of it gives the todo', async (t) => {
  const app = await startTestApp(t);

  for (const todo of await createTodos(app, 'first', 'second')) {
    const fetched = await app.request('GET', `/todos/${todo.id}`);

    assert.equal(fetched.status, 200);
    assert.deepEqual(fetched.body, todo);
  }
});

test('a todo without a title is refused', async (t) => {
  const app = await startTestApp(t);

  const answer = await app.request('POST', '/todos', { name: 'walk the dog' });

  assert.equal(answer.status, 422);
  assert.deepEqual((await app.request('GET', '/todos')).body, []);
});

for (const change of [{ title: 'bathe the cat' }, { completed: true }]) {
  test(`PATCH ${JSON.stringify(change)} changes that, leaves the rest alone and is remembered`, async (t) => {
    const app = await startTestApp(t);
    const [todo] = await createTodos(app, 'walk the dog');

    const patched = await app.request('PATCH', `/todos/${todo.id}`, change);

    assert.equal(patched.status, 200);
    assert.deepEqual(patched.body, { ...todo, ...change });
    assert.deepEqual((await app.request('GET', `/todos/${todo.id}`)).body, patched.body);
    assert.deepEqual((await app.request('GET', '/todos')).body, [patched.body]);
  });
}

test('a todo can be sent back as it was received', async (t) => {
  const app = await startTestApp(t);
  const [todo] = await createTodos(app, 'walk the dog');

  const patched = await app.request('PATCH', `/todos/${todo.id}`, { ...todo, completed: true });

  assert.deepEqual(patched.body, { ...todo, completed: true });
});

test('DELETE of a todo removes it and no other', async (t) => {
  const app = await startTestApp(t);
  const [first, second] = await createTodos(app, 'first', 'second');

  const deleted = await app.request('DELETE', `/todos/${first.id}`);

  assert.equal(deleted.status, 204);
  assert.equal(deleted.body, undefined);
  assertProblem(await app.request('GET', `/todos/${first.id}`), 404);
  assert.deepEqual((await app.request('GET', '/todos')).body, [second]);
});

test('DELETE of the list removes all todos', async (t) => {
  const app = await startTestApp(t);
  await createTodos(app, 'first', 'second');

  const deleted = await app.request('DELETE', '/todos');

  assert.equal(deleted.status, 204);
  assert.deepEqual((await app.request('GET', '/todos')).body, []);
});

test('a todo that does not exist is answered with 404, whatever is asked of it', async (t) => {
  const app = await startTestApp(t);

  assertProblem(await app.request('GET', UNKNOWN), 404);
  assertProblem(await app.request('PATCH', UNKNOWN, { completed: true }), 404);
  assertProblem(await app.request('DELETE', UNKNOWN), 404);
  assertProblem(await app.request('GET', '/todos/not-even-an-id'), 404);
});
