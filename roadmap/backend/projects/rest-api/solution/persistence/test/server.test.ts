import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, readConfig } from '../src/config.ts';
import { temporaryFile } from './support/temporaryFile.ts';
import { startTestServer } from './support/testServer.ts';

// Windows has no signals: there, stopping a program from outside always ends it at once.
const skip = process.platform === 'win32';

test('the program starts, answers, and ends with exit code 0 on SIGTERM', { skip }, async (t) => {
  const server = await startTestServer(t, { DATA_FILE: await temporaryFile(t) });

  const response = await fetch(`${server.url}/health`);

  assert.equal(response.status, 200);
  assert.equal(await server.stop('SIGTERM'), 0);
});

test('an empty environment gives the defaults', () => {
  const { HOST, PORT } = readConfig({ PORT: '' });
  assert.deepEqual({ HOST, PORT }, { HOST: '127.0.0.1', PORT: 3000 });
});

test('a wrong setting is named', () => {
  assert.throws(
    () => readConfig({ PORT: 'eighty' }),
    (error) => {
      return error instanceof ConfigError && error.message.includes('PORT');
    },
  );
});
