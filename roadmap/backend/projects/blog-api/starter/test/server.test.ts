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

test('without a database, the program says so in one sentence and ends', () => {
  // Nothing listens on port 1.
  const env = { ...process.env, PORT: '0', DATABASE_URL: 'postgresql://me:secret@127.0.0.1:1/blog' };
  const args = ['--import', './scripts/generate.mjs', '--import', 'tsx', 'src/server.ts'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });

  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^Cannot reach PostgreSQL at 127\.0\.0\.1:1\/blog .*\n$/);
});

test('an almost empty environment gives the defaults', () => {
  const { HOST, PORT } = readConfig({ PORT: '', DATABASE_URL: 'postgresql://localhost/blog' });
  assert.deepEqual({ HOST, PORT }, { HOST: '127.0.0.1', PORT: 3000 });
});

test('a wrong or missing setting is named', () => {
  assert.throws(
    () => readConfig({ PORT: 'eighty' }),
    (error) => {
      return error instanceof ConfigError && error.message.includes('PORT') && error.message.includes('DATABASE_URL');
    },
  );
});

test('production needs a secret that stays the same', () => {
  const env = { NODE_ENV: 'production', DATABASE_URL: 'postgresql://localhost/blog' };

  assert.throws(() => readConfig(env), /JWT_SECRET/);
  assert.ok(readConfig({ ...env, JWT_SECRET: 'x'.repeat(32) }));
});
