import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { eventually, pause, startTestChat, type TestChat } from './support/testChat.ts';

describe('presence', () => {
  let chat: TestChat;
  before(async () => {
    chat = await startTestChat();
  });
  after(() => chat.close());

  const names = (users: { name: string }[]): string[] => users.map((user) => user.name);
  const newsNames = (events: { user: { name: string } }[]): string[] => events.map((event) => event.user.name);

  it('tells whoever joins who is here, and the others who has come', async () => {
    const ada = await chat.connect('Ada');
    assert.deepEqual(names((await ada.ask('room:join', { room: 'party' })).online), ['Ada']);
    const bob = await chat.connect('Bob');
    assert.deepEqual(names((await bob.ask('room:join', { room: 'party' })).online), ['Ada', 'Bob']);

    const joined = await eventually(() => ada.received('user:joined')[0]);
    assert.equal(joined.room, 'party');
    assert.equal(joined.user.name, 'Bob');
    assert.deepEqual(bob.received('user:joined'), [], 'nobody is told about themselves');
  });

  it('tells who has left, whether they said so or just vanished', async () => {
    const ada = await chat.join('Ada', 'exit');
    const bob = await chat.join('Bob', 'exit');
    const eve = await chat.join('Eve', 'exit');

    await bob.ask('room:leave', { room: 'exit' });
    await eventually(() => ada.received('user:left').length === 1);
    eve.socket.io.engine.close();
    await eventually(() => ada.received('user:left').length === 2);

    assert.deepEqual(newsNames(ada.received('user:left')), ['Bob', 'Eve']);
    assert.deepEqual(names((await ada.ask('room:join', { room: 'exit' })).online), ['Ada']);
  });

  it('counts people, not tabs', async () => {
    const ada = await chat.join('Ada', 'tabs');
    const bob = await chat.join('Bob', 'tabs');
    const bobsOtherTab = await chat.connectAgain(bob);
    const { online } = await bobsOtherTab.ask('room:join', { room: 'tabs' });
    assert.deepEqual(names(online), ['Ada', 'Bob']);

    bob.disconnect();
    await pause(200);
    assert.deepEqual(newsNames(ada.received('user:joined')), ['Bob']);
    assert.deepEqual(ada.received('user:left'), [], 'one tab is still open');

    bobsOtherTab.disconnect();
    await eventually(() => ada.received('user:left').length === 1);
  });

  it('is not told in rooms that one is not in', async () => {
    const eve = await chat.join('Eve', 'outside');
    await chat.join('Ada', 'inside');
    await pause(100);
    assert.deepEqual(eve.received('user:joined'), []);
  });
});

describe('typing', () => {
  let chat: TestChat;
  before(async () => {
    chat = await startTestChat();
  });
  after(() => chat.close());

  const states = (events: { typing: boolean }[]): boolean[] => events.map((event) => event.typing);

  it('is told to the others, once, and ends when the message is sent', async () => {
    const ada = await chat.join('Ada', 'desk');
    const bob = await chat.join('Bob', 'desk');
    await ada.ask('typing:set', { room: 'desk', typing: true });
    await ada.ask('typing:set', { room: 'desk', typing: true });
    await ada.say('desk', 'Done');

    await eventually(() => bob.received('typing:changed').length === 2);
    assert.deepEqual(states(bob.received('typing:changed')), [true, false]);
    assert.equal(bob.received('typing:changed')[0].user.name, 'Ada');
    assert.deepEqual(ada.received('typing:changed'), []);
  });

  it('ends when somebody stops, leaves or vanishes', async () => {
    const bob = await chat.join('Bob', 'end');
    const ada = await chat.join('Ada', 'end');

    await ada.ask('typing:set', { room: 'end', typing: true });
    await ada.ask('typing:set', { room: 'end', typing: false });
    await ada.ask('typing:set', { room: 'end', typing: true });
    await ada.ask('room:leave', { room: 'end' });
    await ada.ask('room:join', { room: 'end' });
    await ada.ask('typing:set', { room: 'end', typing: true });
    ada.socket.io.engine.close();

    await eventually(() => bob.received('typing:changed').length === 6);
    assert.deepEqual(states(bob.received('typing:changed')), [true, false, true, false, true, false]);
  });

  it('ends by itself', async () => {
    const ada = await chat.join('Ada', 'asleep');
    const bob = await chat.join('Bob', 'asleep');
    await ada.ask('typing:set', { room: 'asleep', typing: true });
    await eventually(() => bob.received('typing:changed').length === 2);
  });

  it('is refused outside of the room', async () => {
    const eve = await chat.connect('Eve');
    const reply = await eve.ask('typing:set', { room: 'desk', typing: true });
    assert.equal(reply.error.code, 'not-in-room');
  });
});
