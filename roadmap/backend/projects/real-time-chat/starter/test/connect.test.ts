import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { connectWith, eventually, pause, startTestChat, type TestChat } from './support/testChat.ts';

describe('a session', () => {
  let chat: TestChat;
  before(async () => {
    chat = await startTestChat();
  });
  after(() => chat.close());

  it('is a name and a token', async () => {
    const { status, body } = await chat.request('POST', '/sessions', { name: '  Ada Lovelace ' });

    assert.equal(status, 201);
    assert.equal(body.user.name, 'Ada Lovelace');
    assert.match(body.user.id, /^[\w-]{36}$/);
    assert.ok(Date.parse(body.expiresAt) > Date.now());
    assert.equal(typeof body.token, 'string');
  });

  it('needs a name that can be shown', async () => {
    for (const name of ['', '   ', 'x'.repeat(41), 'Ada\nLovelace', '<b>Ada</b>', 42, undefined]) {
      const { status, body } = await chat.request('POST', '/sessions', { name });
      assert.equal(status, 422, String(name));
      assert.equal(body.errors[0].path, 'name');
    }
  });

  it('is needed to connect, and cannot be forged', async () => {
    const { body } = await chat.request('POST', '/sessions', { name: 'Ada' });
    const [payload, signature] = body.token.split('.');
    const mallory = Buffer.from(JSON.stringify({ user: { id: '1', name: 'Root' }, expiresAt: 9e15 })).toString('base64url');

    for (const token of [undefined, '', 'nonsense', 42, payload, `${payload}.`, `${mallory}.${signature}`]) {
      await assert.rejects(connectWith(chat.url, token), { data: { code: 'unauthorized' } });
    }
  });

  it('ends', async () => {
    const shortLived = await startTestChat({ SESSION_TTL_SECONDS: '1' });
    try {
      const { body } = await shortLived.request('POST', '/sessions', { name: 'Ada' });
      await pause(1_100);
      await assert.rejects(connectWith(shortLived.url, body.token), { data: { code: 'unauthorized' } });
    } finally {
      await shortLived.close();
    }
  });
});

describe('a room', () => {
  let chat: TestChat;
  before(async () => {
    chat = await startTestChat();
  });
  after(() => chat.close());

  it('is joined by name', async () => {
    const ada = await chat.connect('Ada');
    const reply = await ada.ask('room:join', { room: 'tea-break' });
    assert.equal(reply.ok, true);
    assert.equal(reply.room, 'tea-break');
  });

  it('has a simple name', async () => {
    const ada = await chat.connect('Ada');
    for (const room of ['', 'Tea', 'a b', '../etc', 'a--b', 'x'.repeat(41), 42, null]) {
      const reply = await ada.ask('room:join', { room });
      assert.equal(reply.ok, false, String(room));
      assert.equal(reply.error.code, 'validation-failed');
    }
    assert.equal((await ada.ask('room:join')).ok, false);
  });

  it('is remembered', async () => {
    const ada = await chat.connect('Ada');
    await ada.ask('room:join', { room: 'books' });
    const { status, body } = await chat.request('GET', '/rooms', undefined, { authorization: `Bearer ${ada.token}` });

    assert.equal(status, 200);
    assert.ok(body.items.some((room: { name: string }) => room.name === 'books'));
  });

  it('is listed for people with a session only', async () => {
    const { status, headers } = await chat.request('GET', '/rooms');
    assert.equal(status, 401);
    assert.equal(headers.get('www-authenticate'), 'Bearer');
  });

  it('hears what is said in it, and nothing else', async () => {
    const [ada, bob, eve] = await Promise.all(['Ada', 'Bob', 'Eve'].map((name) => chat.connect(name)));
    await ada!.ask('room:join', { room: 'kitchen' });
    await bob!.ask('room:join', { room: 'kitchen' });
    await eve!.ask('room:join', { room: 'garden' });

    ada!.socket.emit('message:send', { room: 'kitchen', text: 'Tea is ready', clientId: 'tea-1' });

    const message = await eventually(() => bob!.received('message:new')[0]);
    assert.equal(message.room, 'kitchen');
    assert.equal(message.from.name, 'Ada');
    assert.equal(message.text, 'Tea is ready');
    assert.deepEqual(await eventually(() => ada!.received('message:new')[0]), message, 'the sender hears it too');
    assert.deepEqual(eve!.received('message:new'), []);
  });

  it('can be left', async () => {
    const ada = await chat.connect('Ada');
    const bob = await chat.connect('Bob');
    await ada.ask('room:join', { room: 'hall' });
    await bob.ask('room:join', { room: 'hall' });
    assert.equal((await bob.ask('room:leave', { room: 'hall' })).ok, true);

    ada.socket.emit('message:send', { room: 'hall', text: 'Still here?', clientId: 'hall-1' });

    await eventually(() => ada.received('message:new').length > 0);
    assert.deepEqual(bob.received('message:new'), []);
  });

  it('survives clients that send nonsense', async () => {
    const eve = await chat.connect('Eve');
    for (const args of [[], [null], ['text'], [42, 'no function'], [{ room: {} }], [[]], [{ room: 'kitchen' }, 'no function']]) {
      eve.socket.emit('room:join', ...args);
      eve.socket.emit('message:send', ...args);
    }
    assert.equal((await eve.ask('room:join', { room: 'still-alive' })).ok, true);
  });
});
