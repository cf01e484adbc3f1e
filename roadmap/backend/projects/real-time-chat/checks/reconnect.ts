import { randomUUID } from 'node:crypto';
import { check, defineStage, ensure, equal, like } from '#checkKit';
import { connect, dropOutAndComeBack, eachOnce, enter, seqs } from './support/chat';

export const stage = defineStage({
  passages: {
    missed: '`room:join` then answers with the messages after number 41, in order: at most 200, the oldest first.',
    'nothing-missed': 'With everything seen already, `messages` is empty.',
    'long-away': 'The answer has the oldest messages after that number, and `hasMore`.',
    after: '`after` must be a whole number from 0; over the socket anything else is `validation-failed`, over HTTP it is 422.',
    drops: 'That has to hold while others are talking at full speed.',
    'sent-again': 'gets the message that is there already, and it reaches the others only once.',
    'twice-at-once':
      'The same user sending the same `clientId`, room and text again, over the same connection or another, gets the message that is there already',
    'client-id': 'Another user may choose the same `clientId`.',
  },
  countsOn: { 'long-away': ['RATE_LIMIT_BURST'], drops: ['RATE_LIMIT_BURST'] },
  checks: [
    check('missed', 'A client that comes back gets exactly what it missed, and what follows live', async (trial) => {
      const room = trial.unique('train-');
      const [ada, bob] = [await enter(trial, room), await enter(trial, room)];
      await ada.say(room, 'Tunnel ahead');
      await bob.hears('message:new', 1, 'another client in the room had sent a message');
      bob.vanish();
      for (const text of ['Are you there?', 'Hello?', 'Never mind']) await ada.say(room, text);
      const back = await connect(trial, bob.session);
      const answer = await back.join(room, { after: 1 });
      eachOnce('A client that has seen message 1 and missed three', seqs(answer['messages']), 2, 4);
      like('The answer to room:join after three missed messages', answer, { hasMore: false, lastSeq: 4 });
      await ada.say(room, 'Welcome back');
      const live = await back.hearsUpTo(5, 'another client in the room had sent a message');
      eachOnce('A client that is back', seqs(live), 5, 5);
    }),

    check('nothing-missed', 'A client that missed nothing gets nothing', async (trial) => {
      const room = trial.unique('quiet-');
      const ada = await enter(trial, room);
      await ada.say(room, 'One');
      ada.vanish();
      const back = await connect(trial, ada.session);
      const answer = await back.join(room, { after: 1 });
      eachOnce('A client that has seen everything', seqs(answer['messages']), 2, 1);
      like('The answer to room:join after nothing was missed', answer, { hasMore: false, lastSeq: 1 });
    }),

    check('long-away', 'Who missed more than 200 messages gets the first 200, and reads on over HTTP', async (trial) => {
      const room = trial.unique('novel-');
      const ada = await enter(trial, room);
      for (let sent = 0; sent < PAGES; sent += AT_ONCE) {
        await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => ada.say(room, `Page ${sent + i}`)));
      }
      const back = await connect(trial, ada.session);
      const answer = await back.join(room, { after: 5 });
      eachOnce(`Who has seen 5 of ${PAGES} messages`, seqs(answer['messages']), 6, 205);
      like(`The answer to room:join after ${PAGES - 5} missed messages`, answer, { hasMore: true, lastSeq: PAGES });
      const api = trial.api.with({ authorization: `Bearer ${ada.session.token}` });
      const page = (await api.get(`/rooms/${room}/messages?after=205&limit=3`)).hasStatus(200);
      eachOnce('Who asks for 3 messages after number 205', seqs(page.object['items']), 206, 208);
      page.isLike({ hasMore: true });
      const rest = (await api.get(`/rooms/${room}/messages?after=208`)).hasStatus(200);
      eachOnce('Who asks for the messages after number 208', seqs(rest.object['items']), 209, PAGES);
      rest.isLike({ hasMore: false });
    }),

    check('after', 'What cannot be the number of a message is refused', async (trial) => {
      const room = trial.unique('train-');
      const ada = await enter(trial, room);
      (await ada.ask('room:join', { room, after: -1 })).isRefused('validation-failed', 'since "after" is below 0');
      (await ada.ask('room:join', { room, after: 'x' })).isRefused('validation-failed', 'since "after" is not a number');
      (await ada.ask('room:join', { room, after: '3' })).isRefused('validation-failed', 'since "after" is text');
      (await ada.ask('room:join', { room, after: 1.5 })).isRefused('validation-failed', 'since "after" is a fraction');
      const api = trial.api.with({ authorization: `Bearer ${ada.session.token}` });
      (await api.get(`/rooms/${room}/messages?after=x`)).hasStatus(422, 'since after is not a number');
      (await api.get(`/rooms/${room}/messages?after=-1`)).hasStatus(422, 'since after is below 0');
      (await api.get(`/rooms/${room}/messages?after=1.5`)).hasStatus(422, 'since after is a fraction');
      (await api.get(`/rooms/${room}/messages?after=1&before=5`)).hasStatus(422, 'since a page goes in one direction only');
    }),

    check('drops', 'A client that drops out again and again while others talk misses nothing and sees nothing twice', async (trial) => {
      await dropOutAndComeBack(trial, 'A client that drops out again and again', [trial.program]);
    }),

    check('sent-again', 'A message that is sent again with its clientId stays one message', async (trial) => {
      const room = trial.unique('again-');
      const [ada, bob] = [await enter(trial, room), await enter(trial, room)];
      const clientId = randomUUID();
      const payload = { room, text: 'Did you get this?', clientId };
      // The connection breaks before the answer has come.
      ada.tell('message:send', payload);
      const [heard] = await bob.hears('message:new', 1, 'another client in the room had sent a message');
      ada.vanish();
      const back = await connect(trial, ada.session);
      await back.join(room, { after: 0 });
      const reply = await back.ask('message:send', payload);
      reply.isOk({ duplicate: true, message: heard });
      const next = await back.ask('message:send', { room, text: 'Sorry', clientId: randomUUID() });
      equal('"seq" of the message after one that was sent twice', (next.isOk().fields['message'] as { seq?: unknown }).seq, 2);
      equal('"duplicate" of a message that is new', next.fields['duplicate'], false);
      eachOnce('The others', seqs(await bob.hearsUpTo(2, 'the next message had been sent')), 1, 2);
    }),

    check('twice-at-once', 'That holds as well when both arrive in the same moment', async (trial) => {
      const room = trial.unique('again-');
      const [ada, bob] = [await enter(trial, room), await enter(trial, room)];
      const alsoAda = await connect(trial, ada.session);
      await alsoAda.join(room);
      const pressed = [1, 2, 3, 4, 5];
      for (const press of pressed) {
        const payload = { room, text: `Press ${press}`, clientId: randomUUID() };
        const replies = await Promise.all([ada, alsoAda, ada].map((client) => client.ask('message:send', payload)));
        const ids = replies.map((reply) => (reply.isOk().fields['message'] as { id?: unknown }).id);
        ensure(new Set(ids).size === 1, 'A message that was sent three times at once, with one clientId, became several messages.');
        const fresh = replies.filter(({ fields }) => fields['duplicate'] === false).length;
        equal('How many of three answers to one message, sent at once, say "duplicate": false', fresh, 1);
      }
      await ada.say(room, 'Done');
      eachOnce('The others', seqs(await bob.hearsUpTo(pressed.length + 1, 'the last message had been sent')), 1, pressed.length + 1);
    }),

    check('client-id', 'A clientId belongs to one message of one user', async (trial) => {
      const room = trial.unique('ids-');
      const [ada, bob] = [await enter(trial, room), await enter(trial, room)];
      const clientId = randomUUID();
      await ada.say(room, 'Mine', clientId);
      const other = await bob.ask('message:send', { room, text: 'Mine too', clientId });
      ensure(other.isAccepted, 'A message was refused because another user had chosen the same clientId before.');
      other.isOk({ duplicate: false, message: { text: 'Mine too', from: bob.user } });
      const reused = await ada.ask('message:send', { room, text: 'Something else', clientId });
      reused.isRefused('client-id-reused', 'since this user has sent another text with this clientId');
      const garden = trial.unique('ids-');
      await ada.join(garden);
      const elsewhere = await ada.ask('message:send', { room: garden, text: 'Mine', clientId });
      elsewhere.isRefused('client-id-reused', 'since this user has sent it in another room');
      equal('"seq" of the next message, after one that was refused,', (await ada.say(room, 'Next')).seq, 3);
    }),
  ],
});

const PAGES = 210;
const AT_ONCE = 10;
