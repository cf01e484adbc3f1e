import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createRateLimiter } from '../src/sockets/rateLimiter.ts';
import { eventually, pause, startTestChat, type TestChat } from './support/testChat.ts';

describe('the bucket', () => {
  it('lets a burst through, then as much as drips in', () => {
    let time = 0;
    const take = createRateLimiter({ burst: 3, perSecond: 2 }, () => time);

    assert.deepEqual([take(), take(), take(), take()], [0, 0, 0, 500]);
    time = 400;
    assert.equal(take(), 100);
    time = 500;
    assert.deepEqual([take(), take()], [0, 500]);
    time = 60_000;
    assert.deepEqual([take(), take(), take(), take()], [0, 0, 0, 500], 'it never holds more than the burst');
  });
});

describe('a flood', () => {
  let chat: TestChat;
  before(async () => {
    chat = await startTestChat({ RATE_LIMIT_BURST: '5', RATE_LIMIT_PER_SECOND: '2' });
  });
  after(() => chat.close());

  it('is stopped, politely, and nobody else is', async () => {
    const eve = await chat.join('Eve', 'flood');
    const bob = await chat.join('Bob', 'flood');

    const replies = await Promise.all(Array.from({ length: 12 }, (_, i) => eve.say('flood', `Spam ${i}`)));
    const refused = replies.filter((reply) => !reply.ok);

    assert.equal(refused.length, 7);
    for (const { error } of refused) {
      assert.equal(error.code, 'rate-limited');
      assert.ok(error.retryAfterMs > 0 && error.retryAfterMs <= 500);
    }
    assert.equal((await bob.say('flood', 'I am calm')).ok, true);
    await eventually(() => bob.received('message:new').length === 6);
  });

  it('is forgiven after a while', async () => {
    const eve = await chat.join('Eve', 'calm');
    const replies = await Promise.all(Array.from({ length: 6 }, () => eve.say('calm', 'Spam')));
    await pause(replies[5].error.retryAfterMs + 50);
    assert.equal((await eve.say('calm', 'Sorry')).ok, true);
  });
});
