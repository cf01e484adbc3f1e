import { check, defineStage, like } from '#checkKit';
import { connect, dropOutAndComeBack, eachOnce, enter, newSession, sameUsers, seqs } from './support/chat';

export const stage = defineStage({
  passages: {
    shared: 'A message reaches everybody in the room, with the same fields, as `message:new`.',
    presence: '`online` in the answer to `room:join` names the users of all instances.',
    numbers: 'The numbers of a room are counted together.',
    moves:
      'A client may come back to the other instance, with `after`, and gets exactly what it missed: nothing lost, nothing twice, also while',
  },
  checks: [
    check('shared', 'A message reaches the room on both instances', async (trial) => {
      const west = await trial.startAnother();
      const room = trial.unique('bridge-');
      const ada = await enter(trial, room);
      // The token of a session that was opened at the other instance.
      const bob = await connect(trial, await newSession(trial), west);
      await bob.join(room);
      const first = await ada.say(room, 'Hello from the east');
      const [heard] = await bob.hears('message:new', 1, 'a client of the other instance had sent a message to the room');
      like('The message:new on the other instance', heard, first);
      const second = await bob.say(room, 'Hello from the west');
      const both = await ada.hears('message:new', 2, 'a client of the other instance had sent a message to the room');
      like('The message:new on the other instance', both[1], second);
    }),

    check('presence', 'Who is here and who is typing is known on both, also after one of them has crashed', async (trial) => {
      const west = await trial.startAnother();
      const room = trial.unique('roll-call-');
      const ada = await enter(trial, room);
      const bob = await connect(trial, await newSession(trial, west), west);
      sameUsers('"online" on the other instance', (await bob.join(room))['online'], [ada.user, bob.user]);
      const [joined] = await ada.hears('user:joined', 1, 'a client of the other instance had joined the room');
      like('user:joined', joined, { room, user: bob.user });
      (await bob.ask('typing:set', { room, typing: true })).isOk();
      const [typing] = await ada.hears('typing:changed', 1, 'a client of the other instance had begun to type');
      like('typing:changed', typing, { room, user: bob.user, typing: true });
      (await bob.ask('room:leave', { room })).isOk();
      const [left] = await ada.hears('user:left', 1, 'a client of the other instance had left the room');
      like('user:left', left, { room, user: bob.user });
      await bob.join(room);
      await west.crash();
      const look = async () => sameUsers('"online" after the other instance has crashed', (await ada.join(room))['online'], [ada.user]);
      await trial.eventually(look, CRASH_LIMIT);
    }),

    check('numbers', 'Both count together: no number twice, none left out, and the same order for everybody', async (trial) => {
      const west = await trial.startAnother();
      const room = trial.unique('race-');
      const east = trial.program;
      const people = [await enter(trial, room, east), await enter(trial, room, west), await enter(trial, room, west)];
      // One on each instance, so that both count from here on: else one of them might be through before the other begins.
      for (const person of people.slice(0, 2)) await person.say(room, 'Ready?');
      const sent = await Promise.all(people.flatMap((person) => TEN.map((number) => person.say(room, `Number ${number}`))));
      eachOnce('30 messages that are sent at once to two instances', sent.map(({ seq }) => seq).sort(ascending), 3, 32);
      for (const person of people) {
        const heard = await person.hears('message:new', 32, '32 messages had been sent and answered');
        eachOnce('Each client, on either instance,', seqs(heard), 1, 32);
      }
    }),

    check('moves', 'A client that moves between them while others talk misses nothing and sees nothing twice', async (trial) => {
      const west = await trial.startAnother();
      await dropOutAndComeBack(trial, 'A client that moves between two instances', [trial.program, west]);
    }),
  ],
});

const TEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const CRASH_LIMIT = 10_000;
const ascending = (a: number, b: number): number => a - b;
