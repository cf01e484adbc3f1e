import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { articleQuery } from '../src/articles/schemas.ts';
import { signUp, type Person } from './support/people.ts';
import { TestApp } from './support/testApp.ts';

const app = new TestApp();
let ada: Person;
let bob: Person;

/** Ada writes articles 1 to 30, Bob writes 31 to 33 and likes Ada's first. Ada follows Bob. */
before(async () => {
  [ada, bob] = [await signUp(app), await signUp(app)];
  for (let i = 1; i <= 30; i++) await ada.write({ title: `No ${i}`, tagList: [i % 2 ? 'odd' : 'even', 'ada'] });
  for (let i = 31; i <= 33; i++) await bob.write({ title: `No ${i}`, tagList: [i % 2 ? 'odd' : 'even'] });
  await bob.request('POST', '/api/articles/no-1/favorite');
  await ada.request('POST', `/api/profiles/${bob.username}/follow`);
});

async function titles(path: string, reader?: Person): Promise<[titles: number[], total: number]> {
  const { status, body } = await (reader ? reader.request('GET', path) : app.request('GET', path));
  assert.equal(status, 200, path);
  return [body.articles.map(({ title }: any) => Number(title.slice(3))), body.articlesCount];
}

const range = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => from - i);

test('lists the newest twenty, and counts them all', async () => {
  assert.deepEqual(await titles('/api/articles'), [range(33, 14), 33]);
});

test('shows all of an article but its body', async () => {
  const { body } = await bob.request('GET', '/api/articles?limit=1&offset=32');

  const { createdAt, updatedAt, ...rest } = body.articles[0];
  assert.deepEqual(rest, {
    slug: 'no-1',
    title: 'No 1',
    description: 'Ever wonder how?',
    tagList: ['ada', 'odd'],
    favorited: true,
    favoritesCount: 1,
    author: { username: ada.username, bio: null, image: null, following: false },
  });
});

test('pages neither repeat nor skip an article', async () => {
  const pages: number[] = [];
  for (let offset = 0; offset < 40; offset += 7) {
    const [page, total] = await titles(`/api/articles?limit=7&offset=${offset}`);
    assert.equal(total, 33);
    pages.push(...page);
  }

  assert.deepEqual(pages, range(33, 1));
});

test('filters by author, tag and who likes it, and by all at once', async () => {
  assert.deepEqual(await titles(`/api/articles?author=${bob.username}`), [[33, 32, 31], 3]);
  assert.deepEqual(await titles('/api/articles?tag=odd&limit=2'), [[33, 31], 17]);
  assert.deepEqual(await titles(`/api/articles?favorited=${bob.username}`), [[1], 1]);
  assert.deepEqual(await titles(`/api/articles?author=${ada.username}&tag=even&limit=1`), [[30], 15]);
  assert.deepEqual(await titles(`/api/articles?author=${bob.username}&tag=ada`), [[], 0]);
  assert.deepEqual(await titles('/api/articles?author=nobody'), [[], 0]);
});

test('an empty filter is none', async () => {
  assert.deepEqual(await titles('/api/articles?tag=&author=&limit=1'), [[33], 33]);
});

test('never gives more than a hundred at once', () => {
  assert.equal(articleQuery.parse({ limit: '1000000' }).limit, 100);
  assert.deepEqual(articleQuery.parse({}), { limit: 20, offset: 0 });
});

test('refuses pages that make no sense', async () => {
  for (const query of ['limit=0', 'limit=-1', 'limit=ten', 'limit=1.5', 'offset=-1', 'offset=x', 'tag=a&tag=b']) {
    for (const path of ['/api/articles', '/api/articles/feed']) {
      if (path.endsWith('feed') && query.startsWith('tag')) continue;
      const { status, body } = await ada.request('GET', `${path}?${query}`);
      assert.equal(status, 422, `${path}?${query}`);
      assert.deepEqual(Object.keys(body.errors), [query.split('=')[0]]);
    }
  }
});

test('the feed has the articles of those one follows', async () => {
  assert.deepEqual(await titles('/api/articles/feed', ada), [[33, 32, 31], 3]);
  assert.deepEqual(await titles('/api/articles/feed?limit=1&offset=1', ada), [[32], 3]);
  assert.deepEqual(await titles('/api/articles/feed', bob), [[], 0]);

  const { body } = await ada.request('GET', '/api/articles/feed');
  assert.ok(body.articles.every(({ author }: any) => author.following === true));
  assert.ok(body.articles.every((article: object) => !('body' in article)));
});

test('the feed is for users', async () => {
  const { status, body } = await app.request('GET', '/api/articles/feed');

  assert.equal(status, 401);
  assert.deepEqual(body, { errors: { token: ['is missing'] } });
});

test('a long list needs no more queries than a short one', async () => {
  const queriesFor = async (path: string): Promise<number> => {
    const start = app.logged.length;
    await ada.request('GET', path);
    return app.logged.slice(start).filter(({ message }) => message === 'query').length;
  };

  const forOne = await queriesFor('/api/articles?limit=1');
  const forThirty = await queriesFor('/api/articles?limit=30');

  assert.ok(forOne > 0, 'queries are logged');
  assert.equal(forThirty, forOne);
});
