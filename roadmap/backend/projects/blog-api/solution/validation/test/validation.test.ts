import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signUp } from './support/people.ts';
import { TestApp } from './support/testApp.ts';

const app = new TestApp();
const BLANK = "can't be blank";

test('refuses an article with something missing or wrong, field by field', async () => {
  const ada = await signUp(app);
  const article = { title: 'T', description: 'D', body: 'B' };
  const cases: [change: object, field: string, message: string][] = [
    [{ title: '' }, 'title', BLANK],
    [{ title: ' \n ' }, 'title', BLANK],
    [{ title: null }, 'title', BLANK],
    [{ title: ['T'] }, 'title', 'must be text'],
    [{ title: 'x'.repeat(201) }, 'title', 'is too long (maximum is 200 characters)'],
    [{ description: '' }, 'description', BLANK],
    [{ body: '' }, 'body', BLANK],
    [{ body: '   ' }, 'body', BLANK],
    [{ body: 'a\u0000b' }, 'body', "can't contain control characters"],
    [{ tagList: null }, 'tagList', 'must be a list of texts'],
    [{ tagList: 'dragons' }, 'tagList', 'must be a list of texts'],
    [{ tagList: ['dragons', ''] }, 'tagList', BLANK],
    [{ tagList: ['dragons', 7] }, 'tagList', 'must be text'],
    [{ tagList: Array.from({ length: 21 }, (_, i) => `tag ${i}`) }, 'tagList', 'is too long (maximum is 20 tags)'],
  ];

  for (const [change, field, message] of cases) {
    const { status, body } = await ada.request('POST', '/api/articles', { article: { ...article, ...change } });
    assert.equal(status, 422, JSON.stringify(change));
    assert.deepEqual(body, { errors: { [field]: [message] } });
  }
});

test('says everything that is wrong at once', async () => {
  const ada = await signUp(app);

  const { status, body } = await ada.request('POST', '/api/articles', { article: {} });

  assert.equal(status, 422);
  assert.deepEqual(body, { errors: { title: [BLANK], description: [BLANK], body: [BLANK] } });
});

test('a refused change changes nothing', async () => {
  const ada = await signUp(app);
  const article = await ada.write({ tagList: ['a'] });

  for (const changes of [{ title: '' }, { title: null }, { body: 'fine', description: '' }, { tagList: null }]) {
    const { status } = await ada.request('PUT', `/api/articles/${article.slug}`, { article: changes });
    assert.equal(status, 422, JSON.stringify(changes));
  }
  assert.deepEqual((await app.request('GET', `/api/articles/${article.slug}`)).body, { article });
});

test('first "who are you?", then "does it exist?", then "is it yours?", and only then the body', async () => {
  const [ada, eve] = [await signUp(app), await signUp(app)];
  const { slug } = await ada.write();
  const wrong = { article: { title: '' } };

  assert.equal((await app.request('PUT', '/api/articles/nothing-here', { body: wrong })).status, 401);
  assert.equal((await ada.request('PUT', '/api/articles/nothing-here', wrong)).status, 404);
  assert.equal((await eve.request('PUT', `/api/articles/${slug}`, wrong)).status, 403);
  assert.equal((await ada.request('PUT', `/api/articles/${slug}`, wrong)).status, 422);
});

test('text is text, whatever it looks like', async () => {
  const ada = await signUp(app);
  const text = `'; DROP TABLE "articles"; -- <script>alert(1)</script> 🐉 \\ %_`;

  const article = await ada.write({ title: text, description: text, body: text });

  assert.equal(article.title, text);
  assert.equal(article.body, text);
});

test('refuses addresses that cannot be read', async () => {
  assert.equal((await app.request('GET', '/api/articles/%E0%A4%A')).status, 400);
  assert.equal((await app.request('GET', '/api/articles/a%00b')).status, 400);
});
