import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signUp } from './support/people.ts';
import { TestApp } from './support/testApp.ts';

const app = new TestApp();

test('comments on an article', async () => {
  const [ada, bob] = [await signUp(app), await signUp(app)];
  const { slug } = await ada.write();

  const { status, body } = await bob.request('POST', `/api/articles/${slug}/comments`, {
    comment: { body: 'Thank you!' },
  });

  assert.equal(status, 201);
  const { id, createdAt, updatedAt, ...rest } = body.comment;
  assert.ok(Number.isInteger(id));
  assert.equal(updatedAt, createdAt);
  assert.deepEqual(rest, {
    body: 'Thank you!',
    author: { username: bob.username, bio: null, image: null, following: false },
  });
});

test('lists the comments of this article, the newest first, as the reader sees the authors', async () => {
  const [ada, bob] = [await signUp(app), await signUp(app)];
  const [{ slug }, other] = [await ada.write(), await ada.write()];
  await ada.request('POST', `/api/profiles/${bob.username}/follow`);
  await bob.request('POST', `/api/articles/${slug}/comments`, { comment: { body: 'first' } });
  await ada.request('POST', `/api/articles/${slug}/comments`, { comment: { body: 'second' } });
  await ada.request('POST', `/api/articles/${other.slug}/comments`, { comment: { body: 'elsewhere' } });

  const { status, body } = await ada.request('GET', `/api/articles/${slug}/comments`);

  assert.equal(status, 200);
  assert.deepEqual(
    body.comments.map((comment: any) => [comment.body, comment.author.following]),
    [
      ['second', false],
      ['first', true],
    ],
  );
  const { body: forStrangers } = await app.request('GET', `/api/articles/${slug}/comments`);
  assert.ok(forStrangers.comments.every((comment: any) => comment.author.following === false));
});

test('only its author can delete a comment, not even the author of the article', async () => {
  const [ada, bob] = [await signUp(app), await signUp(app)];
  const { slug } = await ada.write();
  const { body } = await bob.request('POST', `/api/articles/${slug}/comments`, { comment: { body: 'mine' } });
  const path = `/api/articles/${slug}/comments/${body.comment.id}`;

  assert.equal((await app.request('DELETE', path)).status, 401);
  const asAda = await ada.request('DELETE', path);
  assert.equal(asAda.status, 403);
  assert.deepEqual(asAda.body, { errors: { comment: ['forbidden'] } });

  assert.equal((await bob.request('DELETE', path)).status, 204);
  assert.deepEqual((await app.request('GET', `/api/articles/${slug}/comments`)).body, { comments: [] });
  assert.equal((await bob.request('DELETE', path)).status, 404);
});

test('a comment belongs to its article', async () => {
  const ada = await signUp(app);
  const [one, other] = [await ada.write(), await ada.write()];
  const { body } = await ada.request('POST', `/api/articles/${one.slug}/comments`, { comment: { body: 'here' } });

  const { status } = await ada.request('DELETE', `/api/articles/${other.slug}/comments/${body.comment.id}`);

  assert.equal(status, 404);
});

test('comments go with their article', async () => {
  const ada = await signUp(app);
  const { slug } = await ada.write();
  await ada.request('POST', `/api/articles/${slug}/comments`, { comment: { body: 'soon gone' } });

  assert.equal((await ada.request('DELETE', `/api/articles/${slug}`)).status, 204);
  assert.equal((await app.request('GET', `/api/articles/${slug}/comments`)).status, 404);
});

test('refuses an empty comment', async () => {
  const ada = await signUp(app);
  const { slug } = await ada.write();

  for (const comment of [{ body: '' }, { body: '  ' }, {}]) {
    const { status, body } = await ada.request('POST', `/api/articles/${slug}/comments`, { comment });
    assert.equal(status, 422);
    assert.deepEqual(body, { errors: { body: ["can't be blank"] } });
  }
});

test('answers 404 for what does not exist', async () => {
  const ada = await signUp(app);
  const { slug } = await ada.write();

  for (const [method, path, body] of [
    ['GET', '/api/articles/nothing/comments'],
    ['POST', '/api/articles/nothing/comments', { comment: { body: 'hello?' } }],
    ['DELETE', '/api/articles/nothing/comments/1'],
  ] as const) {
    const answer = await ada.request(method, path, body);
    assert.equal(answer.status, 404);
    assert.deepEqual(answer.body, { errors: { article: ['not found'] } });
  }
  for (const id of ['99999', '0', '-1', '1.5', 'one', '99999999999999']) {
    const answer = await ada.request('DELETE', `/api/articles/${slug}/comments/${id}`);
    assert.equal(answer.status, 404);
    assert.deepEqual(answer.body, { errors: { comment: ['not found'] } });
  }
});
