import { anyText, check, defineStage, like } from '#checkKit';
import { needsToken, newPerson, part, refuses, register, registerTwo, withToken, type Person } from './support/conduit';
import { claimsOf, signBy, signLike, unsigned, withSignatureOf } from './support/tokens';

export const stage = defineStage({
  countsOn: { expired: ['JWT_SECRET'] },
  passages: {
    reads: 'The answer is 200 with the user of that token',
    'needs-token': 'when the header is missing, when its token is none',
    forged: 'when what it says was changed after it was signed',
    expired: 'when the time in its `exp` is over',
    changes: 'A field that is not sent stays as it is',
    'new-login': 'After a change of address or password only the new ones log in.',
    clears: 'An empty text or `null` takes `bio` or `image` away',
    refused: 'refused, the others of that request are not changed either',
  },
  checks: [
    check('reads', 'GET /api/user answers 200 with the user whose token it is', async (trial) => {
      for (const { api, username, email } of await registerTwo(trial)) {
        const answer = (await api.get('/api/user')).hasStatus(200);
        answer.isLike({ user: { username, email, bio: null, image: null, token: anyText } });
        const again = await withToken(trial.api, String(part(answer, 'user')['token'])).get('/api/user');
        again.hasStatus(200, 'since this token was just given out').isLike({ user: { username } });
      }
    }),

    check('needs-token', 'Without a token, GET and PUT /api/user answer 401', async ({ api }) => {
      await needsToken(api, 'GET', '/api/user');
      await needsToken(api, 'PUT', '/api/user', { user: { bio: 'Nobody' } });
    }),

    check('forged', 'A forged token is answered with 401', async (trial) => {
      const [ada, eve] = await registerTwo(trial);
      const asks = (token: string) => withToken(trial.api, token).get('/api/user');
      refuses(await asks(withSignatureOf(ada.token, eve.token)), 401, 'since the signature in the token is that of another token');
      refuses(await asks(signLike(ada.token, claimsOf(ada.token), 'a guess')), 401, 'since the token was signed with another secret');
      refuses(await asks(unsigned(claimsOf(ada.token))), 401, 'since a token with "alg": "none" has no signature');
      for (const algorithm of ['HS384', 'HS512'] as const) {
        refuses(await asks(signBy(algorithm, ada.token)), 401, `since the token was signed with ${algorithm}, although with JWT_SECRET`);
      }
    }),

    check('expired', 'A token that has expired is answered with 401', async (trial) => {
      const { token } = await register(trial);
      const now = Math.floor(Date.now() / 1000);
      const lasts = (seconds: number) =>
        withToken(trial.api, signLike(token, { ...claimsOf(token), iat: now - 7_200, exp: now + seconds })).get('/api/user');
      (await lasts(3_600)).hasStatus(200, 'since the token is signed with JWT_SECRET (HS256) and valid for another hour');
      refuses(await lasts(-3_600), 401, 'since the token expired an hour ago');
      refuses(await lasts(-120), 401, 'since the token expired 2 minutes ago');
    }),

    check('changes', 'PUT /api/user changes the fields that are sent, and no other', async (trial) => {
      const { api, email } = await register(trial);
      const { username } = newPerson(trial);
      const [bio, image] = ['I wrote the first program.', 'https://example.com/ada.jpg'];
      const change = async (user: object) => part((await api.put('/api/user', { user })).hasStatus(200), 'user');
      like('The user after a change of bio and image', await change({ bio, image }), { email, bio, image });
      like('The user after a change of the username alone', await change({ username }), { username, email, bio, image });
      const own = (await api.put('/api/user', { user: { username, email } })).hasStatus(200, 'since these are their own name and address');
      like('The user who has sent the own name and address again', part(own, 'user'), { username, email, bio, image });
      like('The user in GET /api/user after these changes', await read(api), { username, email, bio, image });
    }),

    check('new-login', 'Only the new address and password log in after a change', async (trial) => {
      const { api, email, password } = await register(trial);
      const changed = newPerson(trial);
      (await api.put('/api/user', { user: { email: changed.email, password: changed.password } })).hasStatus(200);
      const logIn = (user: object) => trial.api.post('/api/users/login', { user });
      const { email: newEmail, password: newPassword } = changed;
      (await logIn({ email: newEmail, password: newPassword })).hasStatus(200, 'since address and password were changed to these');
      (await logIn({ email: newEmail, password })).hasStatus(401, 'since the password was changed to another');
      (await logIn({ email, password: newPassword })).hasStatus(401, 'since the address was changed to another');
    }),

    check('clears', 'An empty text or null takes bio and image away', async (trial) => {
      const { api } = await register(trial);
      for (const empty of ['', null]) {
        (await api.put('/api/user', { user: { bio: 'Here', image: 'https://example.com/here.png' } })).hasStatus(200);
        const taken = `since ${JSON.stringify(empty)} takes bio and image away`;
        (await api.put('/api/user', { user: { bio: empty, image: empty } })).hasStatus(200, taken);
        like(`The user after bio and image were changed to ${JSON.stringify(empty)}`, await read(api), { bio: null, image: null });
      }
    }),

    check('refused', 'Wrong and taken values are refused, and then nothing is changed', async (trial) => {
      const [me, other] = await registerTwo(trial);
      const before = unsignedFields(await read(me.api));
      const change = (user: object) => me.api.put('/api/user', { user: { bio: 'Changed all the same', ...user } });
      for (const field of ['username', 'email'] as const) {
        refuses(await change({ [field]: other[field] }), 409, `since somebody else has this ${field}`, [field]);
        refuses(await change({ [field]: '' }), 422, `since the ${field} is empty`, [field]);
      }
      const inCapitals = await change({ email: other.email.toUpperCase() });
      refuses(inCapitals, 409, 'since somebody else has this address in capital letters', ['email']);
      refuses(await change({ email: 'no address' }), 422, 'since "no address" is no e-mail address', ['email']);
      refuses(await change({ password: 'short7c' }), 422, 'since the password has fewer than 8 characters', ['password']);
      like('The user after changes that were refused', unsignedFields(await read(me.api)), before);
    }),
  ],
});

const read = async (api: Person['api']) => part((await api.get('/api/user')).hasStatus(200), 'user');

/** Without the token, which may be a new one each time. */
const unsignedFields = (user: object) => ({ ...user, token: undefined });
