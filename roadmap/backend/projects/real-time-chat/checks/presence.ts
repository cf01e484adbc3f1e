import { check, defineStage, ensure, equal, like, listOf } from '#checkKit';
import { connect, enter, newSession, sameUsers, type Client, type User } from './support/chat';

/** The TYPING_TIMEOUT_MS with which typing is seen to end, and what a program may be off by. */
const SHORT = 1_000;
const ROUGHLY = 50;
/** Less than the 5000 of a program that does not read it. */
const LATE = 4_500;

export const stage = defineStage({
  passages: {
    online: 'everybody who is in the room now, the new one included, each user once, in any order.',
    joined: 'Nobody is told of themselves.',
    left: 'A user goes by `room:leave`, by disconnecting, or when the connection breaks.',
    tabs: 'Several connections of the same user, made with the same token, are one user: they come with the first one and go with the last one.',
    typing: 'Clients renew `typing: true` every few seconds; the others hear of it once only.',
    'typing-ends':
      '`typing:changed` with `false` follows when the client sets it to false, sends a message to the room, leaves, or is disconnected.',
    'typing-forgets': 'And it follows by itself when nothing was renewed for a while',
    'typing-outside': 'or refused as `not-in-room`.',
  },
  checks: [
    check('online', 'Who joins a room is told who is in it', async (trial) => {
      const room = trial.unique('party-');
      const ada = await connect(trial, await newSession(trial));
      const answer = await ada.join(room);
      sameUsers('"online" for the first in a room', answer['online'], [ada.user]);
      like('The answer to room:join, which keeps its earlier fields,', answer, { messages: listOf(0), lastSeq: 0, hasMore: false });
      const bob = await connect(trial, await newSession(trial));
      sameUsers('"online" for the second in a room', (await bob.join(room))['online'], [ada.user, bob.user]);
    }),

    check('joined', 'The others are told who has come, and nobody is told of themselves', async (trial) => {
      const room = trial.unique('party-');
      const [ada, bob] = [await enter(trial, room), await enter(trial, room)];
      const news = await ada.hearsOf('user:joined', bob.user, 'another client had joined the room');
      like('user:joined', news, { room, user: bob.user });
      const eve = await enter(trial, room);
      await bob.hearsOf('user:joined', eve.user, 'another client had joined the room');
      for (const client of [ada, bob])
        ensure(!idsIn(client, 'user:joined').includes(client.user.id), 'A client was told that it has joined itself.');
    }),

    check('left', 'The others are told who has left, also when the connection just breaks', async (trial) => {
      const room = trial.unique('exit-');
      const [ada, bob, eve] = [await enter(trial, room), await enter(trial, room), await enter(trial, room)];
      (await bob.ask('room:leave', { room })).isOk({ room });
      const [first] = await ada.hears('user:left', 1, 'another client had left the room');
      like('user:left after room:leave', first, { room, user: bob.user });
      eve.vanish();
      const news = await ada.hears('user:left', 2, 'the connection of another client was broken');
      like('user:left after the connection broke', news[1], { room, user: eve.user });
      sameUsers('"online" after the others have gone', (await ada.join(room))['online'], [ada.user]);
    }),

    check('tabs', 'A user with two connections is one user, who leaves with the last of them', async (trial) => {
      const room = trial.unique('tabs-');
      const [ada, bob] = [await enter(trial, room), await enter(trial, room)];
      const secondTab = await connect(trial, bob.session);
      sameUsers('"online" for the second connection of a user', (await secondTab.join(room))['online'], [ada.user, bob.user]);
      const thirdTab = await connect(trial, bob.session);
      await thirdTab.join(room);
      await thirdTab.ask('room:leave', { room });
      bob.close();
      // Somebody who comes and goes after that: when this news has come, nothing of before is still on its way.
      const eve = await enter(trial, room);
      eve.close();
      await ada.hearsOf('user:left', eve.user, 'another client had left the room');
      equal('Who has left, while one of the connections of a user stays,', names(ada, 'user:left', [bob, eve]), ['somebody else']);
      equal('Who has joined', names(ada, 'user:joined', [bob, eve]), ['the user with two connections', 'somebody else']);
      secondTab.close();
      const news = await ada.hears('user:left', 2, 'a user had closed the last of two connections');
      like('user:left after the last connection has closed', news[1], { room, user: bob.user });
    }),

    check('typing', 'The others are told once that somebody types, and that it has ended', async (trial) => {
      const room = trial.unique('desk-');
      const [ada, bob] = [await enter(trial, room), await enter(trial, room)];
      const set = (client: Client, typing: boolean) => client.ask('typing:set', { room, typing });
      // The second only renews the first.
      for (const reply of await Promise.all([set(ada, true), set(ada, true)])) reply.isOk({ room, typing: true });
      (await set(ada, false)).isOk({ room, typing: false });
      const [begun, ended] = await bob.hears('typing:changed', 2, 'another client had begun to type and stopped');
      like('The first typing:changed', begun, { room, user: ada.user, typing: true });
      like('The typing:changed after that', ended, { room, user: ada.user, typing: false });
      await set(bob, true);
      await ada.hearsOf('typing:changed', bob.user, 'another client had begun to type');
      ensure(!idsIn(ada, 'typing:changed').includes(ada.user.id), 'A client was told that it is typing itself.');
    }),

    check('typing-ends', 'Typing ends when the message is sent, and when whoever types leaves or vanishes', async (trial) => {
      const room = trial.unique('desk-');
      const [ada, bob] = [await enter(trial, room), await enter(trial, room)];
      const types = async () => (await ada.ask('typing:set', { room, typing: true })).isOk();
      const ends: readonly [how: string, end: () => unknown][] = [
        ['had sent a message', () => ada.say(room, 'Done')],
        ['had left the room', () => ada.ask('room:leave', { room })],
        ['had lost its connection', () => ada.vanish()],
      ];
      for (const [index, [how, end]] of ends.entries()) {
        await ada.join(room);
        await types();
        await bob.hears('typing:changed', 2 * index + 1, 'another client had begun to type');
        await end();
        const news = await bob.hears('typing:changed', 2 * index + 2, `whoever was typing ${how}`);
        like(`The typing:changed after whoever was typing ${how}`, news.at(-1), { room, user: ada.user, typing: false });
      }
    }),

    check('typing-forgets', 'Typing that is not renewed ends by itself after TYPING_TIMEOUT_MS', async (trial) => {
      const room = trial.unique('asleep-');
      const quick = await trial.startAnother({ TYPING_TIMEOUT_MS: String(SHORT) });
      const [ada, bob] = [await enter(trial, room, quick), await enter(trial, room, quick)];
      const types = async () => (await ada.ask('typing:set', { room, typing: true })).isOk();
      await types();
      await trial.pause(SHORT / 2);
      const renewed = performance.now();
      await types();
      const news = await bob.hears('typing:changed', 2, `another client had begun to type, with TYPING_TIMEOUT_MS=${SHORT}`);
      const lasted = Math.round(performance.now() - renewed);
      equal(
        '"typing" of the first two typing:changed',
        news.slice(0, 2).map(({ typing }) => typing),
        [true, false],
      );
      // On a busy machine it may have ended before it was renewed: then it has begun again.
      if (lasted < SHORT - ROUGHLY)
        await bob.hears('typing:changed', 3, `typing had ended ${lasted} ms after it was renewed, although it had been renewed`);
      ensure(lasted < LATE, `Typing that was not renewed ended after ${lasted} ms only, with TYPING_TIMEOUT_MS=${SHORT}.`);
    }),

    check('typing-outside', 'Who is not in a room cannot type in it', async (trial) => {
      const room = trial.unique('desk-');
      await enter(trial, room);
      const eve = await connect(trial, await newSession(trial));
      const reply = await eve.ask('typing:set', { room, typing: true });
      reply.isRefused('not-in-room', 'since this client has not joined the room');
    }),
  ],
});

/** The ids of the users whom news of a kind have named so far. */
const idsIn = (client: Client, event: string): readonly unknown[] => client.got(event).map(({ user }) => (user as User | undefined)?.id);

/** The same, in words. */
const names = (client: Client, event: string, [bob, eve]: readonly [Client, Client]): readonly string[] =>
  idsIn(client, event).map((id) =>
    id === bob.user.id ? 'the user with two connections' : id === eve.user.id ? 'somebody else' : 'nobody we know',
  );
