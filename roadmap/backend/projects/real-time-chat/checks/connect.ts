import { anyDate, anyId, brief, check, CheckFailure, defineStage, ensure, fail, like, type Environment, type Trial } from '#checkKit';
import { randomUUID } from 'node:crypto';
import { connect, connectionIsRefused, enter, newSession, type Client } from './support/chat';

/** Where nobody listens. */
const NOBODY = '127.0.0.1:9';

export const stage = defineStage({
  passages: {
    health: '`GET /health` answers 200 with `{"status": "ok"}` when MongoDB and Redis can be reached',
    unwell: 'when MongoDB and Redis can be reached, and 503 when one of them cannot.',
    session: 'Each session is a new user with an `id` of its own',
    'bad-name': 'A name is 1 to 40 characters, after spaces at both ends are removed; without one, the answer is 422.',
    'needs-token':
      'Without a genuine token the connection is refused: the client gets a `connect_error` whose `data` is `{"code": "unauthorized"}`.',
    joins: "A room's name is up to 40 lower-case letters, digits and single hyphens",
    talks: 'Everybody in the room gets the event `message:new`, the sender too',
    elsewhere: 'Everybody in the room gets the event `message:new`, the sender too, and nobody else does',
    nonsense: 'events that make no sense must not end the program.',
  },
  checks: [
    check('health', 'GET /health says that the chat is up', async ({ api }) => {
      (await api.get('/health')).hasStatus(200).isLike({ status: 'ok' });
    }),

    check('unwell', 'GET /health is not well without MongoDB or Redis', async (trial) => {
      await Promise.all([
        isUnwell(trial, 'MongoDB', { MONGODB_URL: `mongodb://${NOBODY}/chat?serverSelectionTimeoutMS=1000&connectTimeoutMS=1000` }),
        isUnwell(trial, 'Redis', { REDIS_URL: `redis://${NOBODY}` }),
      ]);
    }),

    check('session', 'POST /sessions answers 201 with a token and a new user of that name', async (trial) => {
      const [one, other] = [await newSession(trial), await newSession(trial)];
      ensure(one.user.id !== other.user.id, 'Two sessions were given the same user id.');
      ensure(one.token !== other.token, 'Two sessions were given the same token.');
      const again = await trial.api.post('/sessions', { name: `  ${one.user.name} ` });
      again.hasStatus(201);
      const { id, name } = again.object['user'] as { id?: unknown; name?: unknown };
      ensure(
        name === one.user.name,
        `The name of a user should be ${brief(one.user.name)}, since spaces at both ends are removed, but is ${brief(name)}.`,
      );
      ensure(id !== one.user.id, 'Two sessions of the same name were given the same user id, but each is a new user.');
    }),

    check('bad-name', 'A session for nobody is refused with 422', async ({ api }) => {
      (await api.post('/sessions', { name: '' })).hasStatus(422, 'since the name is empty');
      (await api.post('/sessions', { name: '   ' })).hasStatus(422, 'since the name is only spaces');
      (await api.post('/sessions', {})).hasStatus(422, 'since there is no name');
      (await api.post('/sessions', { name: 42 })).hasStatus(422, 'since the name is not text');
      (await api.post('/sessions', { name: 'x'.repeat(41) })).hasStatus(422, 'since the name has 41 characters');
      (await api.post('/sessions', { name: 'x'.repeat(40) })).hasStatus(201, 'since the name has 40 characters, which is allowed');
    }),

    check('needs-token', 'A connection without the token of a session is refused as unauthorized', async (trial) => {
      const { token } = await newSession(trial);
      await connectionIsRefused(trial, {}, 'without a token');
      await connectionIsRefused(trial, { token: 'nonsense' }, 'with a token that was made up');
      // Whatever a token looks like, what proves that it is genuine is not the same ten letters.
      const forged = `${token.slice(0, -10)}${token.endsWith('AAAAAAAAAA') ? 'BBBBBBBBBB' : 'AAAAAAAAAA'}`;
      await connectionIsRefused(trial, { token: forged }, 'with a token whose end was changed');
    }),

    check('joins', 'room:join is answered with the room, and a room with a bad name is refused', async (trial) => {
      const ada = await connect(trial, await newSession(trial));
      const room = trial.unique('tea-');
      (await ada.ask('room:join', { room })).isOk({ room });
      for (const [name, because] of [
        ['Tea & cake', 'since the name has capitals, spaces and signs'],
        ['', 'since the name is empty'],
        ['tea--cake', 'since there are two hyphens in a row'],
        ['x'.repeat(41), 'since the name has 41 characters'],
        [42, 'since the name is not text'],
      ] as const) {
        for (const event of ['room:join', 'room:leave']) (await ada.ask(event, { room: name })).isRefused('validation-failed', because);
      }
      const longest = trial.unique('tea-').padEnd(40, 'x');
      (await ada.ask('room:join', { room: longest })).isOk({ room: longest });
    }),

    check('talks', 'A message reaches everybody in the room, the sender too', async (trial) => {
      const room = trial.unique('tea-');
      const [ada, bob] = [await enter(trial, room), await enter(trial, room)];
      ada.tell('message:send', { room, text: 'Tea is ready', clientId: randomUUID() });
      const expected = { id: anyId, room, from: ada.user, text: 'Tea is ready', sentAt: anyDate };
      const [heard] = await bob.hears('message:new', 1, 'another client in the room had sent a message');
      like('The message:new that reaches the others', heard, expected);
      const [own] = await ada.hears('message:new', 1, 'this client itself had sent a message to the room');
      like('The message:new that reaches the sender', own, expected);
    }),

    check('elsewhere', 'A message reaches nobody outside the room, nor who has left it', async (trial) => {
      const [tea, garden] = [trial.unique('tea-'), trial.unique('garden-')];
      const [ada, bob, eve] = [await enter(trial, tea), await enter(trial, tea), await enter(trial, garden)];
      (await bob.ask('room:leave', { room: tea })).isOk({ room: tea });
      await bob.join(garden);
      ada.tell('message:send', { room: tea, text: 'Tea is ready', clientId: randomUUID() });
      await ada.hears('message:new', 1, 'this client itself had sent a message to the room');
      // What is said later, where they are: when that has come, nothing of before is still on its way.
      await ada.join(garden);
      ada.tell('message:send', { room: garden, text: 'Is somebody here?', clientId: randomUUID() });
      for (const client of [bob, eve]) await client.hearsIn(garden, 'another client in the room had sent a message');
      const heardTea = (client: Client) => client.got('message:new').some((message) => message['room'] === tea);
      ensure(!heardTea(eve), 'A client that never joined a room got a message of that room.');
      ensure(!heardTea(bob), 'A client that had left a room got a message of that room.');
    }),

    check('nonsense', 'Events that make no sense do not bring the chat down', async (trial) => {
      const eve = await connect(trial, await newSession(trial));
      await eve.join(trial.unique('garden-'));
      for (const args of [[], [null], ['text'], [42, 'no function'], [[]], [{ room: {} }], [{ room: 'tea' }, 'no function']]) {
        for (const event of ['room:join', 'room:leave', 'message:send', 'no-such-event']) eve.tell(event, ...args);
      }
      try {
        await eve.join(trial.unique('tea-'));
      } catch (error) {
        if (error instanceof CheckFailure) fail(`After events that make no sense, the chat does not go on: ${error.message}`);
        throw error;
      }
    }),
  ],
});

/** Starts the program without one of its services, and holds it to telling so, unless it does not start at all. */
async function isUnwell({ startAnother }: Trial, service: string, environment: Environment): Promise<void> {
  const started = await startAnother(environment).catch((error: unknown) => {
    // To give up is right as well.
    if (error instanceof Error && error.name === 'EnvironmentProblem') return undefined;
    throw error;
  });
  if (started) (await started.api.get('/health')).hasStatus(503, `since ${service} cannot be reached`);
}
