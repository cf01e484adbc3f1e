import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { ConfigError, readConfig } from '../src/config.ts';
import { startTestServer } from './support/testServer.ts';

// Windows has no signals: there, stopping a program from outside always ends it at once.
const skip = process.platform === 'win32';

test('the program starts, answers, and ends with exit code 0 on SIGTERM', { skip }, async (t) => {
  const server = await startTestServer(t);

  const response = await fetch(`${server.url}/health`);

  assert.equal(response.status, 200);
  assert.equal(await server.stop('SIGTERM'), 0);
});

test('without Redis, the program says so in one sentence and ends', () => {
  // Nothing listens on port 1.
  const env = { ...process.env, PORT: '0', REDIS_URL: 'redis://:secret@127.0.0.1:1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/server.ts'], {
    env,
    encoding: 'utf8',
  });

  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^Cannot reach Redis at 127\.0\.0\.1:1 .*\n$/);
  assert.ok(!stderr.includes('secret'));
});

test('an almost empty environment gives the defaults', () => {
  const { HOST, PORT, BASE_URL } = readConfig({ PORT: '', REDIS_URL: 'redis://localhost' });
  assert.deepEqual({ HOST, PORT, BASE_URL }, { HOST: '127.0.0.1', PORT: 3000, BASE_URL: undefined });
});

test('a wrong or missing setting is named', () => {
  assert.throws(
    () => readConfig({ PORT: 'eighty' }),
    (error) => {
      return error instanceof ConfigError && error.message.includes('PORT') && error.message.includes('REDIS_URL');
    },
  );
});
