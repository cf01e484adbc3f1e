import assert from 'node:assert/strict';
import { array, boolean, looseObject, nullable, number, pipe, string, url } from 'valibot';
import { Api, nothing } from './api';

/** What the contract says of a todo; a server may say more. */
const todo = looseObject({ title: string(), completed: boolean(), order: nullable(number()), url: pipe(string(), url()) });

/** The public Todo-Backend contract, as https://www.todobackend.com tells it, for an API whose todos are at `address`. */
export function describeTodoBackend(address: () => string): void {
  const api = new Api(address);
  const create = (body: unknown) => api.ask(['POST', ''], 201, todo, { body });
  const list = () => api.ask(['GET', ''], 200, array(todo));

  beforeEach('nothing is left of the test before', () => api.ask(['DELETE', ''], 204, nothing));

  it('an empty list is an empty array', async () => {
    assert.deepEqual(await list(), []);
  });

  it('what is posted is answered, and is in the list', async () => {
    const created = await create({ title: 'walk the dog' });
    assert.equal(created.title, 'walk the dog');
    assert.deepEqual(await list(), [created]);
  });

  it('a new todo is not completed, unless it says so', async () => {
    assert.equal((await create({ title: 'later' })).completed, false);
    assert.equal((await create({ title: 'done', completed: true })).completed, true);
  });

  it('each todo has an absolute address of its own, which answers that todo', async () => {
    const [first, second] = [await create({ title: 'first' }), await create({ title: 'second' })];
    assert.notEqual(first.url, second.url);
    for (const one of [first, second]) {
      assert.ok(one.url.startsWith(`${address()}/`), one.url);
      assert.deepEqual(await api.ask(['GET', one.url], 200, todo), one);
    }
    assert.deepEqual((await list()).map((one) => one.url).sort(), [first.url, second.url].sort());
  });

  it('a todo can be posted with an order, and keeps it', async () => {
    const created = await create({ title: 'third', order: 523 });
    assert.equal(created.order, 523);
    assert.equal((await api.ask(['GET', created.url], 200, todo)).order, 523);
  });

  for (const change of [
    { title: 'wash the dog' },
    { completed: true },
    { order: 95 },
    { title: 'brush the dog', completed: true, order: 1 },
  ]) {
    it(`PATCH of ${Object.keys(change).join(', ')} changes that and nothing else, for good`, async () => {
      const before = await create({ title: 'walk the dog', order: 10 });
      const after = { ...before, ...change };
      assert.deepEqual(await api.ask(['PATCH', before.url], 200, todo, { body: change }), after);
      assert.deepEqual(await api.ask(['GET', before.url], 200, todo), after);
      assert.deepEqual(await list(), [after]);
    });
  }

  it('DELETE of one takes that one', async () => {
    const [gone, kept] = [await create({ title: 'gone' }), await create({ title: 'kept' })];
    await api.ask(['DELETE', gone.url], 204, nothing);
    assert.deepEqual(await list(), [kept]);
    assert.equal((await api.send('GET', gone.url)).status, 404);
  });

  it('DELETE of all takes all', async () => {
    await create({ title: 'one' });
    await create({ title: 'two' });
    await api.ask(['DELETE', ''], 204, nothing);
    assert.deepEqual(await list(), []);
  });

  it('requests without a body may say that it would be JSON, as libraries in browsers do', async () => {
    const headers = { 'content-type': 'application/json' };
    const { url: one } = await create({ title: 'walk the dog' });
    assert.equal((await api.send('GET', '', { headers })).status, 200);
    assert.equal((await api.send('GET', one, { headers })).status, 200);
    assert.equal((await api.send('DELETE', one, { headers })).status, 204);
    assert.equal((await api.send('DELETE', '', { headers })).status, 204);
  });

  it('a page of another site may ask all this', async () => {
    const { url: one } = await create({ title: 'walk the dog' });
    const origin = 'https://todo.example';
    for (const [path, methods] of [
      ['', ['GET', 'POST', 'DELETE']],
      [one, ['GET', 'PATCH', 'DELETE']],
    ] as const) {
      for (const method of methods) {
        const asked = { origin, 'access-control-request-method': method, 'access-control-request-headers': 'content-type' };
        const { status, headers } = await api.send('OPTIONS', path, { headers: asked });
        assert.ok(status === 200 || status === 204, `OPTIONS ${path} answered ${status}`);
        assert.equal(headers.get('access-control-allow-origin'), '*');
        assert.match(headers.get('access-control-allow-headers') ?? '', /\bcontent-type\b/i);
        assert.match(headers.get('access-control-allow-methods') ?? '', new RegExp(`\\b${method}\\b`));
      }
      assert.equal((await api.send('GET', path, { headers: { origin } })).headers.get('access-control-allow-origin'), '*');
    }
    const failed = await api.send('GET', `${one}-not`, { headers: { origin } });
    assert.equal(failed.headers.get('access-control-allow-origin'), '*', 'errors can be read as well');
  });
}
