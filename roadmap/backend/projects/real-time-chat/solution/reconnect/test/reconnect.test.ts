import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { eventually, startTestChat, type TestChat } from './support/testChat.ts';

describe('a client that comes back', () => {
  let chat: TestChat;
  before(async () => {
    chat = await startTestChat();
  });
  after(() => chat.close());

  const seqs = (messages: { seq: number }[]): number[] => messages.map((message) => message.seq);

  it('gets exactly what it missed', async () => {
    const ada = await chat.join('Ada', 'train');
    const bob = await chat.join('Bob', 'train');
    await ada.say('train', 'Tunnel ahead');
    await eventually(() => bob.received('message:new').length === 1);

    bob.disconnect();
    for (const text of ['Are you there?', 'Hello?', 'Never mind']) await ada.say('train', text);
    const back = await chat.connectAgain(bob);
    const reply = await back.ask('room:join', { room: 'train', after: 1 });
    await ada.say('train', 'Welcome back');

    assert.deepEqual(seqs(reply.messages), [2, 3, 4]);
    assert.equal(reply.hasMore, false);
    await eventually(() => back.received('message:new').length > 0);
    assert.deepEqual(seqs(back.received('message:new')), [5]);
  });

  it('gets nothing when it missed nothing', async () => {
    const ada = await chat.join('Ada', 'quiet');
    await ada.say('quiet', 'One');
    const back = await chat.connectAgain(ada);
    const reply = await back.ask('room:join', { room: 'quiet', after: 1 });
    assert.deepEqual(reply.messages, []);
    assert.equal(reply.lastSeq, 1);
  });

  it('learns that there is more than fits into one answer, and can fetch the rest', async () => {
    const ada = await chat.join('Ada', 'novel');
    await Promise.all(Array.from({ length: 220 }, (_, i) => ada.say('novel', `Page ${i}`)));
    const back = await chat.connectAgain(ada);
    const reply = await back.ask('room:join', { room: 'novel', after: 10 });
    const rest = await chat.request('GET', `/rooms/novel/messages?after=${reply.messages.at(-1).seq}`, undefined, {
      authorization: `Bearer ${ada.token}`,
    });

    assert.equal(reply.messages.length, 200);
    assert.equal(reply.hasMore, true);
    assert.equal(reply.lastSeq, 220);
    assert.deepEqual(seqs(rest.body.items), [211, 212, 213, 214, 215, 216, 217, 218, 219, 220]);
  });

  it('misses nothing and sees nothing twice, however often it goes away while others talk', async () => {
    const talkers = await Promise.all(['Ada', 'Eve'].map((name) => chat.join(name, 'busy')));
    let bob = await chat.join('Bob', 'busy');
    const seen: number[] = [];

    let talking = true;
    const talk = Promise.all(
      talkers.map(async (talker) => {
        for (let i = 0; i < 40; i++) await talker.say('busy', `Message ${i}`);
      }),
    ).then(() => (talking = false));
    while (talking) {
      // What arrives before the connection is gone, and then, on the next connection, the rest.
      await new Promise((resolve) => setTimeout(resolve, 15));
      bob.disconnect();
      seen.push(...seqs(bob.received('message:new')));
      bob = await chat.connectAgain(bob);
      const reply = await bob.ask('room:join', { room: 'busy', after: seen.at(-1) ?? 0 });
      seen.push(...seqs(reply.messages));
    }
    await talk;
    await eventually(() => (seqs(bob.received('message:new')).at(-1) ?? seen.at(-1)) === 80, 15_000);
    seen.push(...seqs(bob.received('message:new')));

    assert.deepEqual(seen, Array.from({ length: 80 }, (_, i) => i + 1));
  });

  it('may send again what was not acknowledged', async () => {
    const ada = await chat.join('Ada', 'again');
    const bob = await chat.join('Bob', 'again');
    const clientId = randomUUID();
    // Sent, but the connection breaks before the answer comes.
    ada.socket.emit('message:send', { room: 'again', text: 'Did you get this?', clientId });
    await eventually(() => bob.received('message:new').length === 1);
    ada.disconnect();

    const back = await chat.connectAgain(ada);
    await back.ask('room:join', { room: 'again', after: 0 });
    const reply = await back.say('again', 'Did you get this?', clientId);
    await back.say('again', 'Sorry');

    assert.equal(reply.ok, true);
    assert.equal(reply.duplicate, true);
    assert.equal(reply.message.seq, 1);
    await eventually(() => bob.received('message:new').length === 2);
    assert.deepEqual(seqs(bob.received('message:new')), [1, 2]);
  });
});
