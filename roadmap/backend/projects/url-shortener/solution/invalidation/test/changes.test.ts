import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { freeAlias, startTestApp, type TestApp } from './support/testApp.ts';

const OLD = 'https://example.com/old';
const NEW = 'https://example.com/new';

test('a changed link leads to the new address at once, although the old one was in memory', async (t) => {
  const app = await startTestApp(t);
  const code = await app.shorten({ url: OLD });
  await visitUntilCached(app, code);

  const { status, body } = await app.request('PATCH', `/links/${code}`, { url: NEW });

  assert.equal(status, 200);
  assert.equal(body.url, NEW);
  const { headers } = await app.request('GET', `/${code}`);
  assert.equal(headers.get('location'), NEW);
  assert.equal(headers.get('x-cache'), 'miss');
});

test('other servers forget the old address as well', async (t) => {
  const [here, there] = [await startTestApp(t), await startTestApp(t)];
  const code = await here.shorten({ url: OLD });
  await visitUntilCached(there, code);

  await here.request('PATCH', `/links/${code}`, { url: NEW });

  await eventually(async () => {
    const { headers } = await there.request('GET', `/${code}`);
    assert.equal(headers.get('location'), NEW);
  });
});

test('a deleted link is gone everywhere', async (t) => {
  const [here, there] = [await startTestApp(t), await startTestApp(t)];
  const code = await here.shorten();
  await visitUntilCached(here, code);
  await visitUntilCached(there, code);

  assert.equal((await here.request('DELETE', `/links/${code}`)).status, 204);

  assert.equal((await here.request('GET', `/${code}`)).status, 404);
  await eventually(async () => assert.equal((await there.request('GET', `/${code}`)).status, 404));
  assert.equal((await here.request('GET', `/links/${code}`)).status, 404);
  assert.equal((await here.request('GET', `/links/${code}/stats`)).status, 404);
  assert.equal((await here.request('DELETE', `/links/${code}`)).status, 404);
});

test('a new link with the alias of a deleted one starts at zero', async (t) => {
  const app = await startTestApp(t);
  const alias = await app.shorten({ alias: freeAlias() });
  await app.request('GET', `/${alias}`);
  await app.request('DELETE', `/links/${alias}`);

  await app.shorten({ alias });

  assert.equal((await app.request('GET', `/links/${alias}/stats`)).body.total, 0);
});

test('a change leaves everything else as it was', async (t) => {
  const app = await startTestApp(t);
  const code = await app.shorten({ url: OLD, expiresIn: 3600 });
  await app.request('GET', `/${code}`);
  const { body: before } = await app.request('GET', `/links/${code}`);

  await app.request('PATCH', `/links/${code}`, { url: NEW });

  const { body: after } = await app.request('GET', `/links/${code}`);
  assert.deepEqual(after, { ...before, url: NEW });
  assert.equal((await app.request('GET', `/links/${code}/stats`)).body.total, 1);
});

test('two changes at once, of different fields, are both kept', async (t) => {
  const app = await startTestApp(t);
  const code = await app.shorten({ url: OLD });

  await Promise.all([
    app.request('PATCH', `/links/${code}`, { url: NEW }),
    app.request('PATCH', `/links/${code}`, { expiresIn: 3600 }),
  ]);

  const { body } = await app.request('GET', `/links/${code}`);
  assert.equal(body.url, NEW);
  assert.notEqual(body.expiresAt, null);
});

test('refuses a change that makes no sense', async (t) => {
  const app = await startTestApp(t);
  const code = await app.shorten({ url: OLD });

  for (const body of [{}, { url: 'javascript:alert(1)' }, { url: null }, { expiresIn: 0 }, { url: `${app.url}/x` }]) {
    assert.equal((await app.request('PATCH', `/links/${code}`, body)).status, 422, JSON.stringify(body));
  }
  assert.equal((await app.request('GET', `/${code}`)).headers.get('location'), OLD);
});

test('cannot change what does not exist, nor bring it to life', async (t) => {
  const app = await startTestApp(t);
  const code = freeAlias();

  assert.equal((await app.request('PATCH', `/links/${code}`, { url: NEW })).status, 404);
  assert.equal((await app.request('GET', `/${code}`)).status, 404);
});

async function visitUntilCached(app: TestApp, code: string): Promise<void> {
  await app.request('GET', `/${code}`);
  assert.equal((await app.request('GET', `/${code}`)).headers.get('x-cache'), 'hit');
}

/** A message to another server takes a moment. Tries for a second. */
async function eventually(check: () => Promise<void>): Promise<void> {
  for (let attempt = 0; attempt < 49; attempt++) {
    try {
      return await check();
    } catch {
      await wait(20);
    }
  }
  await check();
}
