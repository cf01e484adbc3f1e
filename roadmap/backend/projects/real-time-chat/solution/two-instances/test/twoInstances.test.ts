import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { eventually, startTestChat, type TestChat, type TestClient } from './support/testChat.ts';

describe('two instances', () => {
  let east: TestChat;
  let west: TestChat;
  before(async () => {
    east = await startTestChat();
    west = await east.startAnother();
  });
  after(() => east.close());

  const seqs = (client: TestClient): number[] => client.received('message:new').map((message) => message.seq);
  const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

  it('share their rooms', async () => {
    const ada = await east.join('Ada', 'bridge');
    const bob = await west.join('Bob', 'bridge');

    const reply = await ada.say('bridge', 'Hello from the east');
    assert.deepEqual(await eventually(() => bob.received('message:new')[0]), reply.message);
    await bob.say('bridge', 'Hello from the west');
    await eventually(() => ada.received('message:new').length === 2);
  });

  it('know who is here, wherever that is', async () => {
    const ada = await east.connect('Ada');
    await ada.ask('room:join', { room: 'roll-call' });
    const bob = await west.connect('Bob');
    const { online } = await bob.ask('room:join', { room: 'roll-call' });

    assert.deepEqual(online.map((user: { name: string }) => user.name), ['Ada', 'Bob']);
    assert.equal((await eventually(() => ada.received('user:joined')[0])).user.name, 'Bob');

    await bob.ask('typing:set', { room: 'roll-call', typing: true });
    assert.equal((await eventually(() => ada.received('typing:changed')[0])).user.name, 'Bob');
    bob.disconnect();
    assert.equal((await eventually(() => ada.received('user:left')[0])).user.name, 'Bob');
  });

  it('tell rightly who leaves with an instance that closes', async () => {
    const third = await east.startAnother();
    const ada = await east.join('Ada', 'closing');
    const bob = await east.join('Bob', 'closing');
    await third.join('Eve', 'closing');
    const secondTab = await third.connectAgain(bob);
    await secondTab.ask('room:join', { room: 'closing' });
    await third.close();

    await eventually(() => ada.received('user:left').length > 0);
    assert.deepEqual(ada.received('user:left').map(({ user }) => user.name), ['Eve']);
  });

  it('count together: no number twice, no gap, the same order for everybody', async () => {
    const people = await Promise.all([
      east.join('Ada', 'race'),
      west.join('Bob', 'race'),
      east.join('Eve', 'race'),
      west.join('Dan', 'race'),
    ]);
    await Promise.all(people.flatMap((person) => Array.from({ length: 10 }, (_, i) => person.say('race', `${i}`))));

    for (const person of people) {
      await eventually(() => person.received('message:new').length >= 40, 15_000);
      assert.deepEqual(seqs(person), upTo(40));
    }
  });

  it('accept a session of the other, and give a client what it missed over there', async () => {
    const ada = await east.join('Ada', 'move');
    const bob = await east.join('Bob', 'move');
    await ada.say('move', 'One');
    await eventually(() => bob.received('message:new').length === 1);

    bob.disconnect();
    await ada.say('move', 'Two');
    const moved = await west.connectAgain(bob);
    const reply = await moved.ask('room:join', { room: 'move', after: 1 });

    assert.deepEqual(reply.messages.map((message: { text: string }) => message.text), ['Two']);
  });

  it('lose and double nothing for a client that moves between them while others talk', async () => {
    const talkers = await Promise.all([east.join('Ada', 'hop'), west.join('Eve', 'hop')]);
    let bob = await east.join('Bob', 'hop');
    const seen: number[] = [];

    let talking = true;
    const talk = Promise.all(
      talkers.map(async (talker) => {
        for (let i = 0; i < 30; i++) await talker.say('hop', `Message ${i}`);
      }),
    ).then(() => (talking = false));
    for (let hops = 1; talking; hops++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      bob.disconnect();
      seen.push(...seqs(bob));
      bob = await (hops % 2 === 0 ? east : west).connectAgain(bob);
      const reply = await bob.ask('room:join', { room: 'hop', after: seen.at(-1) ?? 0 });
      seen.push(...reply.messages.map((message: { seq: number }) => message.seq));
    }
    await talk;
    await eventually(() => (seqs(bob).at(-1) ?? seen.at(-1)) === 60, 15_000);
    seen.push(...seqs(bob));

    assert.deepEqual(seen, upTo(60));
  });
});
