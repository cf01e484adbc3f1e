import { anyId, check, defineStage, ensure, equal, like, listOf, type Api, type Trial } from '#checkKit';
import { connect, eachOnce, enter, newSession, seqs, type Client, type Fields } from './support/chat';

export const stage = defineStage({
  passages: {
    greets: 'It has the newest 50 messages, the oldest of them first:',
    'new-room': '`lastSeq` is the number of the newest message, 0 when nothing has been said.',
    'stored-first': 'first they are stored, then they are passed on.',
    pages: 'the newest messages whose number is below `before`, the oldest of them first,',
    limits:
      'Anything that makes no sense, such as `limit=0`, `limit=101`, `before=-1` or letters instead of a number, is answered with 422.',
    session: 'Without the token of a session, the answer is 401.',
    'unknown-room': 'A room that nobody has ever joined is answered with 404.',
    restart: 'neither a restart nor a crash may wipe out a conversation.',
  },
  countsOn: { greets: ['RATE_LIMIT_BURST'], limits: ['RATE_LIMIT_BURST'] },
  checks: [
    check('greets', 'Who joins a room gets its newest 50 messages, the oldest of them first', async (trial) => {
      const { room, ada } = await diary(trial, 52);
      const bob = await connect(trial, await newSession(trial));
      const answer = await bob.join(room);
      like('The answer to room:join after 52 messages', answer, { messages: listOf(50), lastSeq: 52, hasMore: true });
      eachOnce('Who joins after 52 messages', seqs(answer['messages']), 3, 52);
      const newest = (answer['messages'] as readonly unknown[]).at(-1);
      like('The newest message in the answer to room:join', newest, { id: anyId, room, from: ada.user, text: 'Day 52', seq: 52 });
    }),

    check('new-room', 'A new room has no history', async (trial) => {
      const room = trial.unique('empty-');
      const ada = await connect(trial, await newSession(trial));
      like('The answer to room:join in a new room', await ada.join(room), { messages: [], lastSeq: 0, hasMore: false });
      const answer = await reader(trial, ada).get(`/rooms/${room}/messages`);
      answer.hasStatus(200).isLike({ items: [], hasMore: false });
    }),

    check('stored-first', 'What reaches the room is stored already', async (trial) => {
      const room = trial.unique('diary-');
      const [ada, bob] = [await enter(trial, room), await enter(trial, room)];
      const api = reader(trial, bob);
      for (const day of [1, 2, 3]) {
        ada.tell('message:send', { room, text: `Day ${day}`, clientId: `day-${day}` });
        await bob.hears('message:new', day, 'another client in the room had sent a message');
        const { items } = (await api.get(`/rooms/${room}/messages?limit=1`)).hasStatus(200).object;
        const isStored = seqs(items)[0] === day;
        ensure(isStored, `A message was passed on before it was stored: GET /rooms/${room}/messages does not have it yet.`);
      }
    }),

    check('pages', 'GET /rooms/:room/messages reads backward, page by page, without gap or overlap', async (trial) => {
      const { room, ada, messages } = await diary(trial, 7);
      const api = reader(trial, ada);
      const newest = (await api.get(`/rooms/${room}/messages?limit=3`)).hasStatus(200);
      newest.isLike({ items: messages.slice(-3), hasMore: true });
      const middle = (await api.get(`/rooms/${room}/messages?limit=3&before=5`)).hasStatus(200);
      eachOnce('Who asks for 3 messages before number 5', seqs(middle.object['items']), 2, 4);
      middle.isLike({ hasMore: true });
      const oldest = (await api.get(`/rooms/${room}/messages?limit=3&before=2`)).hasStatus(200);
      eachOnce('Who asks for 3 messages before number 2', seqs(oldest.object['items']), 1, 1);
      oldest.isLike({ hasMore: false });
      const exact = (await api.get(`/rooms/${room}/messages?limit=7`)).hasStatus(200);
      eachOnce('Who asks for 7 messages of a room that has 7', seqs(exact.object['items']), 1, 7);
      equal('"hasMore" of a page that begins with the first message', exact.object['hasMore'], false);
    }),

    check('limits', 'A page has 50 messages unless a limit from 1 to 100 is given; anything else is refused with 422', async (trial) => {
      const { room, ada } = await diary(trial, 52);
      const api = reader(trial, ada);
      const usual = (await api.get(`/rooms/${room}/messages`)).hasStatus(200);
      eachOnce('Who asks for messages without a limit', seqs(usual.object['items']), 3, 52);
      const largest = (await api.get(`/rooms/${room}/messages?limit=100`)).hasStatus(200);
      eachOnce('Who asks for 100 messages of a room that has 52', seqs(largest.object['items']), 1, 52);
      for (const [query, because] of [
        ['limit=0', 'limit is below 1'],
        ['limit=101', 'limit is above 100'],
        ['limit=ten', 'limit is not a number'],
        ['limit=2.5', 'limit is a fraction'],
        ['before=x', 'before is not a number'],
        ['before=-1', 'before is below 0'],
      ] as const) {
        (await api.get(`/rooms/${room}/messages?${query}`)).hasStatus(422, `since ${because}`);
      }
    }),

    check('session', 'Nobody reads a room without a session', async (trial) => {
      const { room } = await diary(trial, 1);
      (await trial.api.get(`/rooms/${room}/messages`)).hasStatus(401, 'since no token was sent');
      const stranger = trial.api.with({ authorization: 'Bearer nonsense' });
      (await stranger.get(`/rooms/${room}/messages`)).hasStatus(401, 'since the token was made up');
    }),

    check('unknown-room', 'A room that does not exist is answered with 404', async (trial) => {
      const api = reader(trial, await connect(trial, await newSession(trial)));
      (await api.get(`/rooms/${trial.unique('nowhere-')}/messages`)).hasStatus(404, 'since nobody has ever joined this room');
    }),

    check('restart', 'Messages and their numbers survive a crash of the program', async (trial) => {
      const { room, messages } = await diary(trial, 2);
      await trial.program.crash();
      await trial.program.start();
      const bob = await connect(trial, await newSession(trial));
      const { messages: kept } = await bob.join(room);
      ensure(Array.isArray(kept) && kept.length > 0, 'After a crash of the program, the messages of a room are gone.');
      like('The history of a room after a crash', kept, messages);
      equal('"seq" of the third message, which was sent after a crash,', (await bob.say(room, 'Day 3')).seq, 3);
    }),
  ],
});

/** A room in which somebody has said so much, one after the other. */
async function diary(trial: Trial, days: number): Promise<{ room: string; ada: Client; messages: readonly Fields[] }> {
  const room = trial.unique('diary-');
  const ada = await enter(trial, room);
  const messages: Fields[] = [];
  for (let day = 1; day <= days; day++) messages.push(await ada.say(room, `Day ${day}`));
  return { room, ada, messages };
}

const reader = ({ api }: Trial, { session }: Client): Api => api.with({ authorization: `Bearer ${session.token}` });
