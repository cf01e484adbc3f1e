import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { LruCache } from '../src/cache/lruCache.ts';
import { ReadThroughCache } from '../src/cache/readThroughCache.ts';
import { startTestApp } from './support/testApp.ts';

test('asks Redis for the first visitor, and answers the next from memory', async (t) => {
  const app = await startTestApp(t);
  const code = await app.shorten();

  const first = await app.request('GET', `/${code}`);
  const second = await app.request('GET', `/${code}`);

  assert.equal(first.headers.get('x-cache'), 'miss');
  assert.equal(second.headers.get('x-cache'), 'hit');
  assert.equal(second.headers.get('location'), first.headers.get('location'));
});

test('does not remember that there was nothing: the code may be taken at any time', async (t) => {
  const app = await startTestApp(t);

  for (let i = 0; i < 2; i++) {
    const { status, headers } = await app.request('GET', '/nothing-here');
    assert.equal(status, 404);
    assert.equal(headers.get('x-cache'), 'miss');
  }
});

test('keeps no more than it may', async (t) => {
  const app = await startTestApp(t, { CACHE_MAX_LINKS: '1' });
  const [one, other] = [await app.shorten(), await app.shorten()];

  await app.request('GET', `/${one}`);
  await app.request('GET', `/${other}`); // takes the only place

  assert.equal((await app.request('GET', `/${one}`)).headers.get('x-cache'), 'miss');
});

test('the least recently used entry makes room', () => {
  const cache = new LruCache<number>({ maxSize: 2, ttlMs: 60_000 });
  cache.set('a', 1);
  cache.set('b', 2);
  cache.get('a');
  cache.set('c', 3);

  assert.deepEqual([cache.get('a'), cache.get('b'), cache.get('c')], [1, undefined, 3]);
});

test('an entry ages', async () => {
  const cache = new LruCache<number>({ maxSize: 2, ttlMs: 20 });
  cache.set('a', 1);
  assert.equal(cache.get('a'), 1);

  await wait(30);
  assert.equal(cache.get('a'), undefined);
});

test('many who want the same key at once cause one load', async () => {
  let loads = 0;
  const cache = readThrough(async () => {
    await wait(10);
    return ++loads;
  });

  const answers = await Promise.all(Array.from({ length: 50 }, () => cache.get('key')));

  assert.equal(loads, 1);
  assert.ok(answers.every(({ value }) => value === 1));
});

test('a failed load is not kept', async () => {
  const loads = [Promise.reject(new Error('no connection')), Promise.resolve('value')];
  const cache = readThrough(() => loads.shift()!);

  await assert.rejects(cache.get('key'), /no connection/);
  assert.equal((await cache.get('key')).value, 'value');
});

function readThrough<V>(load: (key: string) => Promise<V>): ReadThroughCache<V> {
  return new ReadThroughCache(load, { maxSize: 10, ttlMs: 60_000 });
}
