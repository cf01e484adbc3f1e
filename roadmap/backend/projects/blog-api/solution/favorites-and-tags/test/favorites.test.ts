import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signUp } from './support/people.ts';
import { TestApp } from './support/testApp.ts';

const app = new TestApp();

test('likes an article, and takes it back', async () => {
  const [ada, bob] = [await signUp(app), await signUp(app)];
  const { slug } = await ada.write();

  const liked = await bob.request('POST', `/api/articles/${slug}/favorite`);
  assert.equal(liked.status, 200);
  assert.equal(liked.body.article.favorited, true);
  assert.equal(liked.body.article.favoritesCount, 1);
  assert.equal(liked.body.article.body, 'Very carefully.');

  const seenByAda = (await ada.request('GET', `/api/articles/${slug}`)).body.article;
  assert.deepEqual([seenByAda.favorited, seenByAda.favoritesCount], [false, 1]);

  const unliked = await bob.request('DELETE', `/api/articles/${slug}/favorite`);
  assert.equal(unliked.status, 200);
  assert.deepEqual([unliked.body.article.favorited, unliked.body.article.favoritesCount], [false, 0]);
});

test('counts people and not clicks, even at the same moment', async () => {
  const [ada, bob] = [await signUp(app), await signUp(app)];
  const { slug } = await ada.write();

  const answers = await Promise.all(
    [ada, bob, ada, bob, ada, bob].map((person) => person.request('POST', `/api/articles/${slug}/favorite`)),
  );

  assert.ok(answers.every(({ status }) => status === 200));
  assert.equal((await app.request('GET', `/api/articles/${slug}`)).body.article.favoritesCount, 2);
});

test('a like is not a change of the article', async () => {
  const ada = await signUp(app);
  const { slug, updatedAt } = await ada.write();

  const { body } = await ada.request('POST', `/api/articles/${slug}/favorite`);

  assert.equal(body.article.updatedAt, updatedAt);
});

test('is for users, and for articles that exist', async () => {
  const ada = await signUp(app);

  for (const method of ['POST', 'DELETE']) {
    assert.equal((await app.request(method, '/api/articles/nothing/favorite')).status, 401);
    const { status, body } = await ada.request(method, '/api/articles/nothing/favorite');
    assert.equal(status, 404);
    assert.deepEqual(body, { errors: { article: ['not found'] } });
  }
});

test('lists the tags in use, the most popular first', async () => {
  const ada = await signUp(app);
  await ada.write({ tagList: ['rare', 'common'] });
  await ada.write({ tagList: ['common', 'also-rare'] });
  const { slug } = await ada.write({ tagList: ['soon-gone'] });
  await ada.request('DELETE', `/api/articles/${slug}`);

  const { status, body } = await app.request('GET', '/api/tags');

  assert.equal(status, 200);
  assert.deepEqual(body, { tags: ['common', 'also-rare', 'rare'] });
});
