import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestChat, type TestChat } from './support/testChat.ts';

describe('every answer', () => {
  let chat: TestChat;
  before(async () => {
    chat = await startTestChat();
  });
  after(() => chat.close());

  it('reports that the chat is healthy', async () => {
    const { status, body } = await chat.request('GET', '/health');
    assert.equal(status, 200);
    assert.deepEqual(body, { status: 'ok', mongodb: 'up', redis: 'up' });
  });

  it('carries a request id, also when something went wrong', async () => {
    const fine = await chat.request('GET', '/health');
    const wrong = await chat.request('GET', '/nowhere');
    assert.match(fine.headers.get('x-request-id') ?? '', /^[\w-]{36}$/);
    assert.equal(wrong.body.requestId, wrong.headers.get('x-request-id'));
    assert.notEqual(fine.headers.get('x-request-id'), wrong.headers.get('x-request-id'));
  });

  it('keeps a request id that the client brings, unless it is suspicious', async () => {
    const kept = await chat.request('GET', '/health', undefined, { 'x-request-id': 'from-the-proxy.42' });
    const replaced = await chat.request('GET', '/health', undefined, { 'x-request-id': 'a b"c' });
    assert.equal(kept.headers.get('x-request-id'), 'from-the-proxy.42');
    assert.notEqual(replaced.headers.get('x-request-id'), 'a b"c');
  });

  it('is a problem document when the address is unknown', async () => {
    const { status, headers, body } = await chat.request('GET', '/nowhere');
    assert.equal(status, 404);
    assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/);
    assert.equal(body.type, 'about:blank');
    assert.equal(body.title, 'Not Found');
    assert.equal(body.status, 404);
    assert.equal(body.code, 'not-found');
  });

  it('is 405 with Allow when only the method is wrong', async () => {
    const { status, headers } = await chat.request('DELETE', '/sessions');
    assert.equal(status, 405);
    assert.match(headers.get('allow') ?? '', /POST/);
  });

  it('is 400 when the body is not JSON', async () => {
    const { status, body } = await chat.request('POST', '/sessions', '{"name": ');
    assert.equal(status, 400);
    assert.equal(body.code, 'bad-request');
  });

  it('is 413 when the body is too large', async () => {
    const { status, body } = await chat.request('POST', '/sessions', { name: 'x'.repeat(200_000) });
    assert.equal(status, 413);
    assert.equal(body.code, 'payload-too-large');
  });
});
