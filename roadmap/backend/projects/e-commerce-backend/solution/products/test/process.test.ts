/** The program as the platform sees it: what it prints, how it stops, and with which exit code. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { after, describe, it } from 'node:test';
import { forget, testConfig } from './support/testShop.ts';

const config = testConfig();

function start(settings: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server.ts'], {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'info',
      REDIS_URL: config.redisUrl,
      REDIS_PREFIX: config.redisPrefix,
      ...settings,
    },
  });
  const program = { output: '', errors: '', child, ended: once(child, 'close').then(([code]) => code as number | null) };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (program.output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (program.errors += text));
  return program;
}

describe('the process', () => {
  after(() => forget(config));

  it('opens the shop and leaves with 0 when it is asked to stop', { skip: process.platform === 'win32' }, async () => {
    const program = start({});
    while (!program.output.includes('shop is open')) await once(program.child.stdout, 'data');

    program.child.kill('SIGTERM');

    assert.equal(await program.ended, 0);
    assert.match(program.output, /goodbye/);
  });

  // Ctrl+C under npm may arrive twice: from the terminal, and passed on by npm.
  it('finishes what is under way when it is asked twice', { skip: process.platform === 'win32' }, async () => {
    const program = start({});
    while (!program.output.includes('shop is open')) await once(program.child.stdout, 'data');
    const url = /"url":"([^"]+)"/.exec(program.output)?.[1] ?? '';

    // A request whose body is still on its way: the server says "continue" when it has begun to read it.
    const headers = { 'content-type': 'application/json', 'content-length': 2, expect: '100-continue' };
    const underWay = request(`${url}/nowhere`, { method: 'POST', headers });
    underWay.flushHeaders();
    await once(underWay, 'continue');

    program.child.kill('SIGTERM');
    while (!program.output.includes('shutting down')) await once(program.child.stdout, 'data');
    program.child.kill('SIGTERM');
    underWay.end('{}');

    const [answer] = await once(underWay, 'response');
    answer.resume();
    assert.equal(answer.statusCode, 404);
    assert.equal(await program.ended, 0);
    assert.match(program.output, /goodbye/);
  });

  it('says in one sentence that Redis cannot be reached', async () => {
    // Port 1 is reserved and nobody listens there.
    const program = start({ REDIS_URL: 'redis://:secret@127.0.0.1:1' });

    assert.equal(await program.ended, 1);
    assert.match(program.errors, /^Cannot reach Redis at redis:\/\/:\*\*\*@127\.0\.0\.1:1 \(ECONNREFUSED\): .+\n$/);
  });

  it('says in one sentence which setting is wrong', async () => {
    const program = start({ PORT: 'abc' });

    assert.equal(await program.ended, 1);
    assert.match(program.errors, /^The configuration is not valid\. PORT: .+\n$/);
  });

  it('refuses to start in production with a short admin token', async () => {
    const program = start({ NODE_ENV: 'production', ADMIN_TOKEN: 'admin' });

    assert.equal(await program.ended, 1);
    assert.match(program.errors, /^Production needs ADMIN_TOKEN, .+\n$/);
  });
});
