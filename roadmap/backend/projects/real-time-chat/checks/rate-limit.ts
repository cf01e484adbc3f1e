import { randomUUID } from 'node:crypto';
import { check, defineStage, ensure, equal, fail, like, that } from '#checkKit';
import { connect, eachOnce, enter, seqs, type Client, type Message, type Reply } from './support/chat';

const BURST = 5;
const PER_SECOND = 1;

export const stage = defineStage({
  environment: { RATE_LIMIT_BURST: String(BURST), RATE_LIMIT_PER_SECOND: String(PER_SECOND) },
  passages: {
    burst: 'It starts full, with `RATE_LIMIT_BURST` tokens.',
    limits: '`retryAfterMs` is a whole number from 1: in so many milliseconds there is a token again.',
    'refused-is-gone':
      'A message that is refused is as if it had never been sent: it is not stored, takes no number, reaches nobody, and the client may send it',
    others: 'Each connection has a bucket of its own',
    recovers: '`RATE_LIMIT_PER_SECOND` tokens drip in every second, evenly, until the bucket is full again.',
  },
  checks: [
    check('burst', 'A connection may send RATE_LIMIT_BURST messages at once', async (trial) => {
      const room = trial.unique('calm-');
      const { replies } = await flood(await enter(trial, room), room, BURST);
      for (const reply of replies) reply.isOk();
    }),

    check('limits', 'What is sent beyond that is refused as rate-limited, with the time to wait', async (trial) => {
      const room = trial.unique('flood-');
      const eve = await enter(trial, room);
      // A bucket that is full gets no fuller.
      await trial.pause((1.5 * 1_000) / PER_SECOND);
      const { replies, most } = await flood(eve, room, FLOOD);
      const accepted = replies.filter(({ isAccepted }) => isAccepted).length;
      if (accepted > most || accepted === FLOOD) {
        fail(`Of ${FLOOD} messages sent at once, ${BURST} should be accepted (RATE_LIMIT_BURST), but ${accepted} were.`, {
          expected: `${BURST} accepted`,
          actual: `${accepted} accepted`,
        });
      }
      for (const reply of replies.filter(({ isAccepted }) => !isAccepted)) {
        const { error } = reply.isRefused('rate-limited', `since ${FLOOD} were sent at once`);
        like('The error of a refused message', error, { retryAfterMs: waitingTime });
      }
    }),

    check('refused-is-gone', 'A message that is refused reaches nobody and takes no number', async (trial) => {
      const room = trial.unique('flood-');
      const [eve, bob] = [await enter(trial, room), await enter(trial, room)];
      const { replies } = await flood(eve, room, FLOOD);
      const accepted = replies.filter(({ isAccepted }) => isAccepted).length;
      ensure(accepted < FLOOD, `None of ${FLOOD} messages that were sent at once was refused.`);
      const { seq } = await bob.say(room, 'I am calm');
      equal(`"seq" of the message after ${accepted} that were accepted, and others that were refused,`, seq, accepted + 1);
      eachOnce('The others', seqs(await bob.hearsUpTo(seq, 'another client in the room had sent a message')), 1, seq);
    }),

    check('others', 'Each connection has a limit of its own, and only for its messages', async (trial) => {
      const room = trial.unique('flood-');
      const [eve, bob] = [await enter(trial, room), await enter(trial, room)];
      const alsoEve = await connect(trial, eve.session);
      await alsoEve.join(room);
      // As many as a full bucket has: one alone would be accepted on a slow machine, where a token has dripped in meanwhile.
      const isFull = async (client: Client): Promise<boolean> =>
        (await flood(client, room, BURST)).replies.every(({ isAccepted }) => isAccepted);
      await flood(eve, room, FLOOD);
      const hall = trial.unique('hall-');
      for (const event of ['room:join', 'room:leave']) {
        const { isAccepted } = await eve.ask(event, { room: hall });
        ensure(isAccepted, `${event} of a client that had sent too many messages was refused: the limit is for messages only.`);
      }
      ensure(await isFull(bob), 'A client that had sent nothing yet was refused because another one had sent too much.');
      await flood(eve, room, FLOOD);
      ensure(
        await isFull(alsoEve),
        'A connection that had sent nothing yet was refused because another one of its user had sent too much.',
      );
    }),

    check('recovers', 'After the time to wait, one more message is accepted, and not a whole burst', async (trial) => {
      const room = trial.unique('flood-');
      const eve = await enter(trial, room);
      const begun = performance.now();
      const first = await flood(eve, room, FLOOD);
      const [payload, refused] = first.last;
      ensure(!refused.isAccepted, `None of ${FLOOD} messages that were sent at once was refused.`);
      const { retryAfterMs } = refused.error;
      like('The error of a refused message', refused.error, { retryAfterMs: waitingTime });
      await trial.pause(Number(retryAfterMs) + 50);
      const again = await eve.ask('message:send', payload);
      ensure(again.isAccepted, `A message was still refused after the ${Number(retryAfterMs)} ms of "retryAfterMs" had passed.`);
      const { text } = again.fields['message'] as Partial<Message>;
      equal('"text" of a message that was sent again after it had been refused', text, payload.text);
      equal('"duplicate" of a message that was sent again after it had been refused', again.fields['duplicate'], false);
      const second = await flood(eve, room, FLOOD);
      const accepted = 1 + [...first.replies, ...second.replies].filter(({ isAccepted }) => isAccepted).length;
      const most = allowed(begun);
      ensure(
        accepted <= most,
        `${accepted} messages were accepted in ${((performance.now() - begun) / 1000).toFixed(1)} seconds, but at most ${most} may be, with RATE_LIMIT_BURST=${BURST} and RATE_LIMIT_PER_SECOND=${PER_SECOND}.`,
      );
    }),
  ],
});

const FLOOD = 3 * BURST;

/** Until the next message is accepted, and one drips in every second. */
const waitingTime = that('a whole number of milliseconds from 1 to 1000', (value) => {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 1_000 / PER_SECOND;
});

/** How many messages may have been accepted since then, at most. */
const allowed = (since: number): number => BURST + Math.floor(((performance.now() - since) / 1_000) * PER_SECOND);

interface Payload {
  readonly room: string;
  readonly text: string;
  readonly clientId: string;
}

/** Sends so many messages at once. `most` is how many of them may have been accepted, with what dripped in meanwhile. */
async function flood(client: Client, room: string, count: number): Promise<{ replies: Reply[]; last: [Payload, Reply]; most: number }> {
  const begun = performance.now();
  const payloads = Array.from({ length: count }, (_, i): Payload => ({ room, text: `Spam ${i}`, clientId: randomUUID() }));
  const replies = await Promise.all(payloads.map((payload) => client.ask('message:send', payload)));
  return { replies, last: [payloads.at(-1), replies.at(-1)] as [Payload, Reply], most: allowed(begun) };
}
