import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { startProgram } from './support/testProgram.ts';
import { forget, testConfig } from './support/testShop.ts';

describe('the process', () => {
  const config = testConfig();
  after(() => forget(config));

  it('opens the shop and leaves with 0 when it is asked to stop', { skip: process.platform === 'win32' }, async () => {
    const program = startProgram(config);
    await program.url();

    program.child.kill('SIGTERM');

    assert.equal(await program.ended, 0);
    assert.match(program.output, /using the local stand-in, no real payments/);
    assert.match(program.output, /goodbye/);
  });

  it('says in one sentence that Redis cannot be reached', async () => {
    // Port 1 is reserved and nobody listens there.
    const program = startProgram(config, { REDIS_URL: 'redis://:secret@127.0.0.1:1' });

    assert.equal(await program.ended, 1);
    assert.match(program.errors, /^Cannot reach Redis at redis:\/\/:\*\*\*@127\.0\.0\.1:1 \(ECONNREFUSED\): .+\n$/);
  });

  for (const { what, settings, says } of [
    { what: 'a port that is not a number', settings: { PORT: 'abc' }, says: /not valid\. PORT: / },
    { what: 'half of the Stripe settings', settings: { STRIPE_SECRET_KEY: 'sk_test_1' }, says: /set STRIPE_WEBHOOK_SECRET as well/ },
    { what: 'production without Stripe', settings: { NODE_ENV: 'production' }, says: /Production needs STRIPE_SECRET_KEY/ },
    {
      what: 'production with a short admin token',
      settings: { NODE_ENV: 'production', ADMIN_TOKEN: 'admin' },
      says: /Production needs ADMIN_TOKEN/,
    },
  ]) {
    it(`refuses to start with ${what}`, async () => {
      const program = startProgram(config, settings);

      assert.equal(await program.ended, 1);
      assert.match(program.errors, says);
      assert.equal(program.errors.split('\n').length, 2, 'one line');
    });
  }
});
