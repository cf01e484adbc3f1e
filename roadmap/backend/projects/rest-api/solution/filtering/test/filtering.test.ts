import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { assertProblem, createTodos, startTestApp, type TestApp } from './support/testApp.ts';

/** Five todos, "1" to "5", of which "2" and "4" are completed. */
async function startWithFiveTodos(t: TestContext): Promise<TestApp> {
  const app = await startTestApp(t);
  const [, second, , fourth] = await createTodos(app, '1', '2', '3', '4', '5');
  await app.request('PATCH', second.url, { completed: true });
  await app.request('PATCH', fourth.url, { completed: true });
  return app;
}

/** What a list says: its titles, how many there are in all, and where to go on. */
async function read(app: TestApp, path: string) {
  const { status, body, headers } = await app.request('GET', path);
  assert.equal(status, 200);
  return {
    titles: body.map((todo: { title: string }) => todo.title).join(' '),
    total: headers.get('x-total-count'),
    next: /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1],
    prev: /<([^>]+)>; rel="prev"/.exec(headers.get('link') ?? '')?.[1],
  };
}

test('without parameters, the list is all todos', async (t) => {
  const app = await startWithFiveTodos(t);
  assert.deepEqual(await read(app, '/todos'), { titles: '1 2 3 4 5', total: '5', next: undefined, prev: undefined });
});

test('completed=true and completed=false choose', async (t) => {
  const app = await startWithFiveTodos(t);
  assert.equal((await read(app, '/todos?completed=true')).titles, '2 4');
  assert.equal((await read(app, '/todos?completed=false')).titles, '1 3 5');
});

test('limit and offset choose a page, and X-Total-Count says how many there are in all', async (t) => {
  const app = await startWithFiveTodos(t);

  const page = await read(app, '/todos?limit=2&offset=1');

  assert.equal(page.titles, '2 3');
  assert.equal(page.total, '5');
});

test('the links lead forward through all pages, and back', async (t) => {
  const app = await startWithFiveTodos(t);

  const first = await read(app, '/todos?limit=2');
  const second = await read(app, first.next ?? 'missing');
  const third = await read(app, second.next ?? 'missing');

  assert.deepEqual([first.titles, second.titles, third.titles], ['1 2', '3 4', '5']);
  assert.equal(first.prev, undefined);
  assert.equal(third.next, undefined);
  assert.equal((await read(app, third.prev ?? 'missing')).titles, '3 4');
});

test('filter and page go together, and the total counts what matches', async (t) => {
  const app = await startWithFiveTodos(t);

  const first = await read(app, '/todos?completed=false&limit=2');
  const second = await read(app, first.next ?? 'missing');

  assert.deepEqual([first.titles, second.titles], ['1 3', '5']);
  assert.equal(first.total, '3');
});

test('a page after the last one is empty', async (t) => {
  const app = await startWithFiveTodos(t);
  assert.equal((await read(app, '/todos?limit=2&offset=10')).titles, '');
});

for (const [search, field] of [
  ['completed=yes', 'completed'],
  ['completed=', 'completed'],
  ['completed=true&completed=false', 'completed'],
  ['limit=0', 'limit'],
  ['limit=101', 'limit'],
  ['limit=ten', 'limit'],
  ['limit=1.5', 'limit'],
  ['offset=-1', 'offset'],
] as const) {
  test(`?${search} is refused because of ${field}`, async (t) => {
    const app = await startTestApp(t);

    const answer = await app.request('GET', `/todos?${search}`);

    assertProblem(answer, 422);
    assert.equal(answer.body.errors[0].field, field);
  });
}
