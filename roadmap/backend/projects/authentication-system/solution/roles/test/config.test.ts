import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, readConfig } from '../src/config.ts';

const GOOD_SECRET = 'q3J8vXn0TzL5wYbR2mKc7HdFs9GpAe4U';

function assertRefused(env: Record<string, string>, variable: string): void {
  assert.throws(
    () => readConfig(env),
    (error) => error instanceof ConfigError && error.message.includes(variable),
  );
}

test('an empty environment gives the defaults', () => {
  const { HOST, PORT, BCRYPT_COST, ACCESS_TOKEN_TTL_SECONDS } = readConfig({ PORT: '' });
  assert.deepEqual(
    { HOST, PORT, BCRYPT_COST, ACCESS_TOKEN_TTL_SECONDS },
    { HOST: '127.0.0.1', PORT: 3000, BCRYPT_COST: 12, ACCESS_TOKEN_TTL_SECONDS: 900 },
  );
});

test('a wrong setting is named', () => {
  assertRefused({ PORT: 'eighty' }, 'PORT');
  assertRefused({ ACCESS_TOKEN_TTL_SECONDS: '0' }, 'ACCESS_TOKEN_TTL_SECONDS');
  assertRefused({ ADMIN_EMAIL: 'admin@example.com' }, 'ADMIN_PASSWORD');
  assertRefused({ ADMIN_EMAIL: 'admin@example.com', ADMIN_PASSWORD: 'short' }, 'ADMIN_PASSWORD');
});

test('without a secret, each start makes up another one', () => {
  const [first, second] = [readConfig({}), readConfig({})];
  assert.equal(first.secretIsTemporary, true);
  assert.ok(Buffer.byteLength(first.JWT_SECRET) >= 32);
  assert.notEqual(first.JWT_SECRET, second.JWT_SECRET);
});

for (const [what, JWT_SECRET] of [
  ['no secret', ''],
  ['a short secret', 'q3J8vXn0TzL5'],
  ['a placeholder', 'change-me-change-me-change-me-change-me'],
  ['a secret of one letter', 'x'.repeat(64)],
] as const) {
  test(`production does not start with ${what}`, () => {
    assertRefused({ NODE_ENV: 'production', JWT_SECRET }, 'JWT_SECRET');
  });
}

test('production does not start with a hash that is too cheap', () => {
  assertRefused({ NODE_ENV: 'production', JWT_SECRET: GOOD_SECRET, BCRYPT_COST: '4' }, 'BCRYPT_COST');
});

test('production starts with a good secret, and never prints it', () => {
  assert.equal(readConfig({ NODE_ENV: 'production', JWT_SECRET: GOOD_SECRET }).JWT_SECRET, GOOD_SECRET);
  assert.throws(
    () => readConfig({ NODE_ENV: 'production', JWT_SECRET: 'q3J8vXn0TzL5', PORT: '1' }),
    (error) => error instanceof ConfigError && !error.message.includes('q3J8vXn0TzL5'),
  );
});
