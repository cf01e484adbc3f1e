import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signUp } from './support/people.ts';
import { TestApp } from './support/testApp.ts';

const app = new TestApp();

test('everybody can see a profile', async () => {
  const { username } = await signUp(app);

  const { status, body } = await app.request('GET', `/api/profiles/${username}`);

  assert.equal(status, 200);
  assert.deepEqual(body, { profile: { username, bio: null, image: null, following: false } });
});

test('follows and unfollows, and remembers it', async () => {
  const [ada, bob] = [await signUp(app), await signUp(app)];
  const seenByAda = async () => (await ada.request('GET', `/api/profiles/${bob.username}`)).body.profile.following;

  const followed = await ada.request('POST', `/api/profiles/${bob.username}/follow`);
  assert.equal(followed.status, 200);
  assert.equal(followed.body.profile.following, true);
  assert.equal(await seenByAda(), true);

  const unfollowed = await ada.request('DELETE', `/api/profiles/${bob.username}/follow`);
  assert.equal(unfollowed.status, 200);
  assert.equal(unfollowed.body.profile.following, false);
  assert.equal(await seenByAda(), false);
});

test('who follows whom is a matter of the two', async () => {
  const [ada, bob, eve] = [await signUp(app), await signUp(app), await signUp(app)];
  await ada.request('POST', `/api/profiles/${bob.username}/follow`);

  assert.equal((await bob.request('GET', `/api/profiles/${ada.username}`)).body.profile.following, false);
  assert.equal((await eve.request('GET', `/api/profiles/${bob.username}`)).body.profile.following, false);
  assert.equal((await app.request('GET', `/api/profiles/${bob.username}`)).body.profile.following, false);
});

test('to follow twice, even at once, is the same as once', async () => {
  const [ada, bob] = [await signUp(app), await signUp(app)];
  const follow = () => ada.request('POST', `/api/profiles/${bob.username}/follow`);

  const answers = await Promise.all([follow(), follow(), follow()]);

  assert.ok(answers.every(({ status }) => status === 200));
  await ada.request('DELETE', `/api/profiles/${bob.username}/follow`);
  const again = await ada.request('DELETE', `/api/profiles/${bob.username}/follow`);
  assert.equal(again.status, 200);
  assert.equal(again.body.profile.following, false);
});

test('answers 404 for a stranger, and 401 to a stranger', async () => {
  const ada = await signUp(app);

  for (const [method, path] of [
    ['GET', '/api/profiles/nobody'],
    ['POST', '/api/profiles/nobody/follow'],
    ['DELETE', '/api/profiles/nobody/follow'],
  ] as const) {
    const { status, body } = await ada.request(method, path);
    assert.equal(status, 404);
    assert.deepEqual(body, { errors: { profile: ['not found'] } });
    if (method !== 'GET') assert.equal((await app.request(method, path)).status, 401);
  }
});

test('a wrong token is refused where none would be needed', async () => {
  const { username } = await signUp(app);

  assert.equal((await app.request('GET', `/api/profiles/${username}`, { token: 'expired' })).status, 401);
});
