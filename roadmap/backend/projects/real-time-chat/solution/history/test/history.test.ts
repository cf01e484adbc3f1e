import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Answer, startTestChat, type TestChat, type TestClient } from './support/testChat.ts';

describe('the history', () => {
  let chat: TestChat;
  let ada: TestClient;
  before(async () => {
    chat = await startTestChat();
    ada = await chat.join('Ada', 'diary');
    for (let i = 1; i <= 60; i++) await ada.say('diary', `Day ${i}`);
  });
  after(() => chat.close());

  const get = (query: string, room = 'diary'): Promise<Answer> =>
    chat.request('GET', `/rooms/${room}/messages${query}`, undefined, { authorization: `Bearer ${ada.token}` });
  const seqs = (messages: { seq: number }[]): number[] => messages.map((message) => message.seq);
  const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

  it('meets whoever joins: the newest messages, the oldest of them first', async () => {
    const bob = await chat.connect('Bob');
    const reply = await bob.ask('room:join', { room: 'diary' });

    assert.deepEqual(seqs(reply.messages), range(11, 60));
    assert.equal(reply.messages[49].text, 'Day 60');
    assert.equal(reply.lastSeq, 60);
    assert.equal(reply.hasMore, true);
  });

  it('of a new room is empty', async () => {
    const reply = await ada.ask('room:join', { room: 'empty' });
    assert.deepEqual(reply.messages, []);
    assert.equal(reply.lastSeq, 0);
    assert.equal(reply.hasMore, false);
    assert.deepEqual((await get('', 'empty')).body, { items: [], hasMore: false });
  });

  it('can be read backward, page by page, without gap or overlap', async () => {
    const read: number[] = [];
    let query = '?limit=25';
    for (;;) {
      const { status, body } = await get(query);
      assert.equal(status, 200);
      read.unshift(...seqs(body.items));
      if (!body.hasMore) break;
      query = `?limit=25&before=${body.items[0].seq}`;
    }
    assert.deepEqual(read, range(1, 60));
  });

  it('survives a restart of the server', async () => {
    const other = await chat.startAnother();
    const { body } = await other.request('GET', '/rooms/diary/messages?limit=1', undefined, {
      authorization: `Bearer ${ada.token}`,
    });
    assert.equal(body.items[0].text, 'Day 60');
  });

  it('refuses a page that makes no sense', async () => {
    for (const query of ['?limit=0', '?limit=101', '?before=x', '?before=-1']) {
      assert.equal((await get(query)).status, 422, query);
    }
  });

  it('is for people with a session, and of rooms that exist', async () => {
    assert.equal((await chat.request('GET', '/rooms/diary/messages')).status, 401);
    assert.equal((await get('', 'nowhere')).status, 404);
    assert.equal((await get('', '%E0%A4%A')).status, 400);
  });
});
