import { randomUUID } from 'node:crypto';
import { anyDate, anyId, check, defineStage, ensure, equal, fail, like } from '#checkKit';
import { connect, eachOnce, enter, newSession, seqs, type Fields } from './support/chat';

export const stage = defineStage({
  passages: {
    acknowledged: '`message:send` is answered, as an acknowledgment, with the message:',
    same: '`message:new` carries the same message, field by field, to everybody in the room.',
    numbers: '`seq` counts the messages of each room: 1, 2, 3, and so on, without gaps.',
    'at-once': 'no number is given twice, and everybody gets the messages in the order of their numbers.',
    validation: 'What breaks a rule is refused, and the answer names each wrong field in `path`:',
    'refused-is-gone': 'What is refused is not passed on to anybody and takes no number.',
    'not-in-room': 'The code `not-in-room` is for a sender who has not joined the room, or has left it.',
  },
  checks: [
    check('acknowledged', 'The sender is answered with the message as it is kept now', async (trial) => {
      const room = trial.unique('lab-');
      const ada = await enter(trial, room);
      const clientId = randomUUID();
      const reply = await ada.ask('message:send', { room, text: '  Eureka!  ', clientId });
      reply.isOk({ message: { id: anyId, room, seq: 1, clientId, from: ada.user, text: 'Eureka!', sentAt: anyDate } });
    }),

    check('same', 'Everybody in the room gets that same message', async (trial) => {
      const room = trial.unique('lab-');
      const [ada, bob] = [await enter(trial, room), await enter(trial, room)];
      const message = { ...(await ada.say(room, 'Eureka!')), room, text: 'Eureka!', from: ada.user };
      const [heard] = await bob.hears('message:new', 1, 'another client in the room had sent a message');
      like('The message:new that reaches the others', heard, message);
      const [own] = await ada.hears('message:new', 1, 'this client itself had sent a message to the room');
      like('The message:new that reaches the sender', own, message);
    }),

    check('numbers', 'Each room counts its messages from 1', async (trial) => {
      const [one, two] = [trial.unique('one-'), trial.unique('two-')];
      const ada = await enter(trial, one);
      await ada.join(two);
      const given: number[] = [];
      for (const room of [one, one, two, one]) given.push((await ada.say(room, 'Hi')).seq);
      equal('"seq" of two messages in a room, one in another, and one more in the first', given, [1, 2, 1, 3]);
    }),

    check('at-once', 'When many talk at once, all get every message once, in the order of its number', async (trial) => {
      const room = trial.unique('market-');
      const people = [await enter(trial, room), await enter(trial, room), await enter(trial, room)];
      const sent = await Promise.all(people.flatMap((person) => TEN.map((number) => person.say(room, `Number ${number}`))));
      const given = sent.map(({ seq }) => seq).sort((a, b) => a - b);
      const twice = given.find((seq, index) => given[index + 1] === seq);
      if (twice !== undefined)
        fail(`Number ${twice} was given to two messages of the same room.`, { expected: 'each once', actual: given });
      eachOnce('30 messages that are sent at once', given, 1, 30);
      for (const person of people) {
        const heard = await person.hears('message:new', 30, '30 messages had been sent and answered');
        eachOnce('Each client in the room', seqs(heard), 1, 30);
      }
    }),

    check('validation', 'A message that is not valid is refused, and the answer names the field', async (trial) => {
      const room = trial.unique('strict-');
      const ada = await enter(trial, room);
      const fine = { room, text: 'Hello', clientId: 'a-1' };
      const wrong: readonly [payload: object, field: string, because: string][] = [
        [{ ...fine, text: '' }, 'text', 'since the text is empty'],
        [{ ...fine, text: ' \n ' }, 'text', 'since the text is only blanks'],
        [{ ...fine, text: 'x'.repeat(2_001) }, 'text', 'since the text is longer than 2000 characters'],
        [{ ...fine, text: { $ne: '' } }, 'text', 'since the text is an object'],
        [{ room, text: 'Hello' }, 'clientId', 'since there is no clientId'],
        [{ ...fine, clientId: 'x'.repeat(65) }, 'clientId', 'since the clientId is longer than 64 characters'],
        [{ ...fine, clientId: 'a b' }, 'clientId', 'since there is a space in the clientId'],
        [{ ...fine, clientId: 'é' }, 'clientId', 'since the clientId has another sign'],
        [{ ...fine, clientId: '' }, 'clientId', 'since the clientId is empty'],
        [{ ...fine, clientId: 7 }, 'clientId', 'since the clientId is a number'],
        [{ ...fine, room: 'No Such Room' }, 'room', 'since this cannot be the name of a room'],
        [{ room, text: '', clientId: 'a b' }, 'text', 'since the text is empty, besides the clientId'],
        [{ room, text: '', clientId: 'a b' }, 'clientId', 'since there is a space in the clientId, besides the empty text'],
      ];
      for (const [payload, field, because] of wrong) {
        const { error } = (await ada.ask('message:send', payload)).isRefused('validation-failed', because);
        const errors: readonly unknown[] = Array.isArray(error['errors']) ? error['errors'] : [];
        const paths = errors.map((one) => (one as Fields | null)?.['path']);
        if (!paths.includes(field)) {
          fail(`A refused message:send should name the field "${field}" in "error.errors", ${because}, but does not.`, {
            expected: { errors: [{ path: field }] },
            actual: error,
          });
        }
      }
      (await ada.ask('message:send', 'Hello')).isRefused('validation-failed', 'since text was sent instead of an object');
      (await ada.ask('message:send')).isRefused('validation-failed', 'since nothing was sent with it');
      (await ada.ask('message:send', null)).isRefused('validation-failed', 'since null was sent instead of an object');
      (await ada.ask('message:send', [fine])).isRefused('validation-failed', 'since a list was sent instead of an object');
      await ada.say(room, 'x'.repeat(2_000), 'x'.repeat(64));
      await ada.say(room, 'x', 'Az_0-9');
    }),

    check('refused-is-gone', 'A refused message reaches nobody and takes no number', async (trial) => {
      const room = trial.unique('strict-');
      const [ada, bob] = [await enter(trial, room), await enter(trial, room)];
      (await ada.ask('message:send', { room, text: '', clientId: 'a-1' })).isRefused('validation-failed', 'since the text is empty');
      (await ada.ask('message:send', { room, text: 'Hello' })).isRefused('validation-failed', 'since there is no clientId');
      const { seq } = await ada.say(room, 'Fine');
      const heard = await bob.hears('message:new', 1, 'another client in the room had sent a message');
      like('The first message:new after two refused messages', heard[0], { text: 'Fine' });
      equal('"seq" of the first message, after two that were refused,', seq, 1);
    }),

    check('not-in-room', 'Who has not joined a room cannot talk in it', async (trial) => {
      const room = trial.unique('lab-');
      const ada = await enter(trial, room);
      const eve = await connect(trial, await newSession(trial));
      const hello = { room, text: 'Hello?', clientId: randomUUID() };
      (await eve.ask('message:send', hello)).isRefused('not-in-room', 'since the sender has not joined the room');
      await eve.join(room);
      await eve.ask('room:leave', { room });
      (await eve.ask('message:send', hello)).isRefused('not-in-room', 'since the sender has left the room');
      await ada.say(room, 'Who was that?');
      const [heard] = await ada.hears('message:new', 1, 'this client itself had sent a message to the room');
      ensure(heard?.['text'] !== 'Hello?', 'A message reached a room that its sender had not joined.');
      equal('"seq" of the first message, after two of a stranger that were refused,', heard?.['seq'], 1);
    }),
  ],
});

const TEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
