import { strict as assert } from 'node:assert';
import { chooseSources, parseEnvFile } from '../../../src/devServices/reach';

describe('The one rule for services', () => {
  it('reads .env as the projects themselves do', () => {
    assert.deepEqual(
      { ...parseEnvFile('# comment\nA=1\nB="two words" # why\nexport C=\'x\'\nD=\n') },
      { A: '1', B: 'two words', C: 'x', D: '' },
    );
  });

  it('takes the environment before .env before a server to be started, and an empty value as none', () => {
    const environment = { REDIS_URL: 'redis://env', DATABASE_URL: ' ' };
    const dotEnv = { REDIS_URL: 'redis://file', MONGODB_URL: 'mongodb://file', DATABASE_URL: '' };
    assert.deepEqual(chooseSources(['redis', 'mongodb', 'postgres'], environment, dotEnv), [
      { kind: 'redis', from: 'environment', url: 'redis://env' },
      { kind: 'mongodb', from: '.env', url: 'mongodb://file' },
      { kind: 'postgres', from: 'host' },
    ]);
  });
});
