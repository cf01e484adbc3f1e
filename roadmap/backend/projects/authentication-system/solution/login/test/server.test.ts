import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { startTestServer } from './support/testServer.ts';

// Windows has no signals: there, stopping a program from outside always ends it at once.
const skip = process.platform === 'win32';

test('the program starts, answers, and ends with exit code 0 on SIGTERM', { skip }, async (t) => {
  const server = await startTestServer(t);

  const response = await fetch(`${server.url}/health`);

  assert.equal(response.status, 200);
  assert.equal(await server.stop('SIGTERM'), 0);
});

test('in production, the program does not start without a secret: it says why and ends with exit code 1', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server.ts'], {
    env: { ...process.env, NODE_ENV: 'production', JWT_SECRET: '', PORT: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));

  const [code] = await once(child, 'close');

  assert.equal(code, 1);
  assert.match(said, /JWT_SECRET: must be set in production/);
});
