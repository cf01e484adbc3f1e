import assert from 'node:assert/strict';
import { array, object, parse, record, string } from 'valibot';
import { errorShape, profileShape, userShape, type Conduit, type Person } from './conduit';

const BLANK = "can't be blank";

/** Users, the current user and profiles. */
export function describePeople(api: Conduit): void {
  describe('users', () => {
    it('register, and are answered with a token and without a bio', async () => {
      const person = api.newPerson();
      const { user } = await api.ask(['POST', '/users'], 201, userShape, { body: { user: person } });
      assert.deepEqual({ ...user, token: '' }, { username: person.username, email: person.email, bio: null, image: null, token: '' });
    });

    for (const field of ['username', 'email', 'password']) {
      for (const [what, change] of [
        ['an empty', { [field]: '' }],
        ['no', { [field]: undefined }],
      ] as const) {
        it(`cannot register with ${what} ${field}`, async () => {
          const body = { user: { ...api.newPerson(), ...change } };
          await api.ask(['POST', '/users'], 422, errorShape(field, BLANK), { body });
        });
      }
    }

    for (const field of ['username', 'email'] as const) {
      it(`cannot register with the ${field} of somebody else`, async () => {
        const other = await api.register();
        const body = { user: { ...api.newPerson(), [field]: other[field] } };
        await api.ask(['POST', '/users'], 409, errorShape(field, 'has already been taken'), { body });
      });
    }

    it('log in with address and password, and with nothing else', async () => {
      const { username, email, password } = await api.register();
      const logIn = (user: object, status: number, shape: Parameters<Conduit['ask']>[2]) =>
        api.ask(['POST', '/users/login'], status, shape, { body: { user } });
      const { user } = await api.ask(['POST', '/users/login'], 200, userShape, { body: { user: { email, password } } });
      assert.equal(user.username, username);
      await logIn({ email, password: 'long, and wrong' }, 401, errorShape('credentials', 'invalid'));
      await logIn({ email: 'nobody@example.com', password }, 401, errorShape('credentials', 'invalid'));
      await logIn({ email: '', password }, 422, errorShape('email', BLANK));
      await logIn({ email, password: '' }, 422, errorShape('password', BLANK));
    });
  });

  describe('the current user', () => {
    let me: Person;
    before(async () => (me = await api.register()));
    const change = (user: object) => api.ask(['PUT', '/user'], 200, userShape, { body: { user }, token: me.token });
    const read = () => api.ask(['GET', '/user'], 200, userShape, { token: me.token });

    it('is who the token says, and nobody without one', async () => {
      assert.equal((await read()).user.email, me.email);
      await api.ask(['GET', '/user'], 401, errorShape('token', 'is missing'));
      await api.ask(['PUT', '/user'], 401, errorShape('token', 'is missing'), { body: { user: { bio: 'x' } } });
      assert.equal((await api.send('GET', '/user', { token: 'not.a.token' })).status, 401);
    });

    for (const field of ['bio', 'image'] as const) {
      it(`can have a ${field}, and take it away by an empty text or by null`, async () => {
        const value = field === 'bio' ? 'I like to skateboard' : 'https://example.com/me.png';
        for (const empty of ['', null]) {
          assert.equal((await change({ [field]: value })).user[field], value);
          assert.equal((await read()).user[field], value);
          assert.equal((await change({ [field]: empty })).user[field], null);
          assert.equal((await read()).user[field], null);
        }
      });
    }

    it('can change name, address and password, each alone, and keeps what was not named', async () => {
      const { username, email, password } = api.newPerson();
      await change({ bio: 'kept' });
      assert.equal((await change({ username })).user.username, username);
      assert.equal((await change({ email })).user.email, email);
      const { user } = await change({ password: `${password}!` });
      assert.deepEqual({ ...user, token: '' }, { username, email, bio: 'kept', image: null, token: '' });
      await api.ask(['POST', '/users/login'], 200, userShape, { body: { user: { email, password: `${password}!` } } });
    });

    for (const user of [
      ...['username', 'email', 'password'].flatMap((field) => [{ [field]: '' }, { [field]: null }]),
      { password: 'short7c' },
      { email: 'no address' },
    ]) {
      it(`cannot change to ${JSON.stringify(user)}`, async () => {
        const before = await read();
        const { body, status } = await api.send('PUT', '/user', { body: { user }, token: me.token });
        assert.equal(status, 422);
        assert.deepEqual(Object.keys(errorsIn(body)), Object.keys(user));
        assert.deepEqual({ ...(await read()).user, token: '' }, { ...before.user, token: '' });
      });
    }

    for (const length of [8, 64]) {
      it(`can have a password of ${length} simple letters`, async () => {
        await change({ password: 'a'.repeat(length) });
      });
    }
  });

  describe('profiles', () => {
    it('are public, and say to a follower that they are followed', async () => {
      const [fan, star] = [await api.register(), await api.register()];
      const address = `/profiles/${star.username}`;
      const profile = (following: boolean) => ({ profile: { username: star.username, bio: null, image: null, following } });
      const look = (token?: string) => api.ask(['GET', address], 200, profileShape, token === undefined ? {} : { token });

      assert.deepEqual(await look(), profile(false));
      assert.deepEqual(await look(fan.token), profile(false));
      for (let twice = 0; twice < 2; twice += 1) {
        assert.deepEqual(await api.ask(['POST', `${address}/follow`], 200, profileShape, { token: fan.token }), profile(true));
      }
      assert.deepEqual(await look(fan.token), profile(true));
      assert.deepEqual(await look(star.token), profile(false));
      assert.deepEqual(await look(), profile(false));
      assert.deepEqual(await api.ask(['DELETE', `${address}/follow`], 200, profileShape, { token: fan.token }), profile(false));
      assert.deepEqual(await look(fan.token), profile(false));
    });

    it('of nobody are not found, and are not followed without a token', async () => {
      const { token } = await api.register();
      const missing = errorShape('profile', 'not found');
      await api.ask(['GET', '/profiles/nobody'], 404, missing);
      for (const method of ['POST', 'DELETE']) {
        await api.ask([method, '/profiles/nobody/follow'], 404, missing, { token });
        await api.ask([method, '/profiles/nobody/follow'], 401, errorShape('token', 'is missing'));
      }
    });
  });
}

/** Which fields a refusal names. */
function errorsIn(body: unknown): Record<string, string[]> {
  return parse(object({ errors: record(string(), array(string())) }), body).errors;
}
