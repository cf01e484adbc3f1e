import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { slugify } from '../src/articles/slug.ts';
import { signUp } from './support/people.ts';
import { TestApp } from './support/testApp.ts';

const app = new TestApp();

test('writes an article', async () => {
  const ada = await signUp(app);
  const article = { title: 'Dragons: 101!', description: 'For beginners', body: '# Fire\n', tagList: ['b', 'a', 'b'] };

  const { status, body } = await ada.request('POST', '/api/articles', { article });

  assert.equal(status, 201);
  const { createdAt, updatedAt, ...rest } = body.article;
  assert.deepEqual(rest, {
    slug: 'dragons-101',
    title: 'Dragons: 101!',
    description: 'For beginners',
    body: '# Fire\n',
    tagList: ['a', 'b'],
    favorited: false,
    favoritesCount: 0,
    author: { username: ada.username, bio: null, image: null, following: false },
  });
  assert.match(createdAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.equal(updatedAt, createdAt);
});

test('everybody can read it', async () => {
  const ada = await signUp(app);
  const article = await ada.write({ tagList: ['dragons'] });

  const { status, body } = await app.request('GET', `/api/articles/${article.slug}`);

  assert.equal(status, 200);
  assert.deepEqual(body, { article });
});

test('two articles of the same title have slugs of their own, even when written at once', async () => {
  const ada = await signUp(app);

  const articles = await Promise.all(Array.from({ length: 5 }, () => ada.write({ title: 'Same title' })));

  assert.equal(new Set(articles.map(({ slug }) => slug)).size, 5);
});

test('two articles may invent the same tags at once', async () => {
  const ada = await signUp(app);

  const articles = await Promise.all(
    Array.from({ length: 6 }, (_, i) => ada.write({ tagList: i % 2 ? ['brand', 'new'] : ['new', 'brand'] })),
  );

  for (const { tagList } of articles) assert.deepEqual(tagList, ['brand', 'new']);
});

test('an article may be called "Feed"', async () => {
  const ada = await signUp(app);
  const { slug } = await ada.write({ title: 'Feed' });

  assert.equal((await app.request('GET', `/api/articles/${slug}`)).body.article.title, 'Feed');
});

test('makes slugs that can be read', () => {
  assert.equal(slugify('  Déjà vu: again?! '), 'deja-vu-again');
  assert.equal(slugify('日本語 の 記事'), '日本語-の-記事');
  assert.equal(slugify('!!!'), 'article');
  assert.equal([...slugify('word '.repeat(100))].length, 79);
});

test('changes what is mentioned, and nothing else', async () => {
  const ada = await signUp(app);
  const before = await ada.write({ tagList: ['a', 'b'] });
  await wait(2); // so that the clock has moved

  const { status, body } = await ada.request('PUT', `/api/articles/${before.slug}`, { article: { body: 'New body' } });

  assert.equal(status, 200);
  assert.notEqual(body.article.updatedAt, before.updatedAt);
  assert.deepEqual(body.article, { ...before, body: 'New body', updatedAt: body.article.updatedAt });
});

test('a new title gives a new slug', async () => {
  const ada = await signUp(app);
  const { slug } = await ada.write({ title: 'Old title' });

  const { body } = await ada.request('PUT', `/api/articles/${slug}`, { article: { title: 'A much newer title' } });

  assert.equal(body.article.slug, 'a-much-newer-title');
  assert.equal((await app.request('GET', `/api/articles/${slug}`)).status, 404);
  assert.equal((await app.request('GET', '/api/articles/a-much-newer-title')).status, 200);
});

test('the same title keeps the slug', async () => {
  const ada = await signUp(app);
  const { slug, title } = await ada.write();

  const { body } = await ada.request('PUT', `/api/articles/${slug}`, { article: { title, body: 'New body' } });

  assert.equal(body.article.slug, slug);
});

test('tags can be replaced, and all taken away', async () => {
  const ada = await signUp(app);
  const { slug } = await ada.write({ tagList: ['a', 'b'] });
  const change = async (tagList: string[]) =>
    (await ada.request('PUT', `/api/articles/${slug}`, { article: { tagList } })).body.article.tagList;

  assert.deepEqual(await change(['c', 'b']), ['b', 'c']);
  assert.deepEqual(await change([]), []);
});

test('a deleted article is gone', async () => {
  const ada = await signUp(app);
  const { slug } = await ada.write({ tagList: ['a'] });

  const { status, body } = await ada.request('DELETE', `/api/articles/${slug}`);

  assert.equal(status, 204);
  assert.equal(body, undefined);
  assert.equal((await app.request('GET', `/api/articles/${slug}`)).status, 404);
  assert.equal((await ada.request('DELETE', `/api/articles/${slug}`)).status, 404);
});

test('only its author can change or delete an article', async () => {
  const [ada, eve] = [await signUp(app), await signUp(app)];
  const article = await ada.write();
  const path = `/api/articles/${article.slug}`;

  for (const method of ['PUT', 'DELETE']) {
    const body = method === 'PUT' ? { article: { body: 'Eve was here' } } : undefined;

    const asEve = await eve.request(method, path, body);
    assert.equal(asEve.status, 403);
    assert.deepEqual(asEve.body, { errors: { article: ['forbidden'] } });

    const asStranger = await app.request(method, path, { body });
    assert.equal(asStranger.status, 401);
    assert.deepEqual(asStranger.body, { errors: { token: ['is missing'] } });
  }
  assert.deepEqual((await app.request('GET', path)).body, { article });
});

test('answers 404 for an article that does not exist', async () => {
  const ada = await signUp(app);

  for (const method of ['GET', 'PUT', 'DELETE']) {
    const body = method === 'PUT' ? { article: { body: 'x' } } : undefined;
    const answer = await ada.request(method, '/api/articles/nothing-here', body);
    assert.equal(answer.status, 404);
    assert.deepEqual(answer.body, { errors: { article: ['not found'] } });
  }
});
