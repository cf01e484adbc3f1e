import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { eventually, startTestChat, type TestChat } from './support/testChat.ts';

describe('a message', () => {
  let chat: TestChat;
  before(async () => {
    chat = await startTestChat();
  });
  after(() => chat.close());

  it('is acknowledged with its id and its number, and everybody gets the same', async () => {
    const ada = await chat.join('Ada', 'lab');
    const bob = await chat.join('Bob', 'lab');
    const clientId = randomUUID();

    const reply = await ada.say('lab', '  Eureka!  ', clientId);

    assert.equal(reply.ok, true);
    assert.equal(reply.duplicate, false);
    assert.match(reply.message.id, /^[\w-]{36}$/);
    assert.equal(reply.message.room, 'lab');
    assert.equal(reply.message.seq, 1);
    assert.equal(reply.message.clientId, clientId);
    assert.equal(reply.message.from.name, 'Ada');
    assert.equal(reply.message.text, 'Eureka!');
    assert.ok(Math.abs(Date.parse(reply.message.sentAt) - Date.now()) < 5_000);
    assert.deepEqual(await eventually(() => bob.received('message:new')[0]), reply.message);
    assert.deepEqual(await eventually(() => ada.received('message:new')[0]), reply.message);
  });

  it('has the next number, and each room counts for itself', async () => {
    const ada = await chat.join('Ada', 'one');
    await ada.ask('room:join', { room: 'two' });
    const seqs = [];
    for (const room of ['one', 'one', 'two', 'one']) seqs.push((await ada.say(room, 'Hi')).message.seq);
    assert.deepEqual(seqs, [1, 2, 1, 3]);
  });

  it('keeps its number when many talk at once', async () => {
    const people = await Promise.all(['Ada', 'Bob', 'Eve'].map((name) => chat.join(name, 'market')));
    const replies = await Promise.all(
      people.flatMap((person) => Array.from({ length: 10 }, (_, i) => person.say('market', `Number ${i}`))),
    );

    const seqs = replies.map((reply) => reply.message.seq).sort((a, b) => a - b);
    assert.deepEqual(seqs, Array.from({ length: 30 }, (_, i) => i + 1));
    for (const person of people) {
      const heard = await eventually(() => person.received('message:new').length === 30 && person.received('message:new'));
      assert.deepEqual((heard as { seq: number }[]).map((message) => message.seq), seqs, 'in order, each once');
    }
  });

  it('that is sent twice is one message', async () => {
    const ada = await chat.join('Ada', 'echo');
    const bob = await chat.join('Bob', 'echo');
    const clientId = randomUUID();

    const [first, second] = await Promise.all([ada.say('echo', 'Hello?', clientId), ada.say('echo', 'Hello?', clientId)]);
    const third = await ada.say('echo', 'Hello?', clientId);
    const next = await ada.say('echo', 'Is anybody there?');

    assert.deepEqual(second.message, first.message);
    assert.deepEqual(third.message, first.message);
    assert.deepEqual([first.duplicate, second.duplicate, third.duplicate], [false, true, true]);
    assert.equal(next.message.seq, 2);
    await eventually(() => bob.received('message:new').length === 2);
  });

  it('may have the clientId that somebody else chose, but not one that says something else', async () => {
    const ada = await chat.join('Ada', 'ids');
    const bob = await chat.join('Bob', 'ids');

    assert.equal((await ada.say('ids', 'Mine', 'number-one')).ok, true);
    assert.equal((await bob.say('ids', 'Mine too', 'number-one')).ok, true);
    const reused = await ada.say('ids', 'Something else', 'number-one');
    assert.equal(reused.ok, false);
    assert.equal(reused.error.code, 'client-id-reused');
  });

  it('is refused when it makes no sense, and the sender learns what is wrong', async () => {
    const ada = await chat.join('Ada', 'strict');
    const bob = await chat.join('Bob', 'strict');
    const fine = { room: 'strict', text: 'Hello', clientId: 'a-1' };
    const wrong: [payload: unknown, path: string][] = [
      [{ ...fine, text: '' }, 'text'],
      [{ ...fine, text: '   ' }, 'text'],
      [{ ...fine, text: 'x'.repeat(2_001) }, 'text'],
      [{ ...fine, text: { $ne: '' } }, 'text'],
      [{ ...fine, clientId: undefined }, 'clientId'],
      [{ ...fine, clientId: 'x'.repeat(65) }, 'clientId'],
      [{ ...fine, room: 'No Such Room' }, 'room'],
      ['Hello', ''],
      [undefined, ''],
    ];
    for (const [payload, path] of wrong) {
      const reply = await ada.ask('message:send', payload);
      assert.equal(reply.ok, false, JSON.stringify(payload));
      assert.equal(reply.error.code, 'validation-failed');
      assert.equal(reply.error.errors[0].path, path);
    }
    assert.equal((await ada.say('strict', 'Fine')).message.seq, 1);
    await eventually(() => bob.received('message:new').length === 1);
  });

  it('is refused in a room that the sender has not joined', async () => {
    const eve = await chat.join('Eve', 'garden');
    const reply = await eve.say('kitchen', 'Is there tea?');
    assert.equal(reply.ok, false);
    assert.equal(reply.error.code, 'not-in-room');
  });
});
