import { strict as assert } from 'node:assert';
import { endpointsOf } from '../../../src/devServices/reach';

describe('Endpoints of a service URL', () => {
  it('have the usual port where none is said', () => {
    assert.deepEqual(endpointsOf('postgres', 'postgresql://me:p%40ss@db.local/shop?sslmode=disable', '.env'), [
      { host: 'db.local', port: 5432 },
    ]);
    assert.deepEqual(endpointsOf('redis', 'rediss://:x@[::1]:7000/0', '.env'), [{ host: '::1', port: 7000 }]);
    assert.deepEqual(endpointsOf('redis', 'redis://', '.env'), [{ host: 'localhost', port: 6379 }]);
  });

  it('are several for a replica set, and none where a name server must be asked', () => {
    assert.deepEqual(endpointsOf('mongodb', 'mongodb://u:p@a:1,b/app', '.env'), [
      { host: 'a', port: 1 },
      { host: 'b', port: 27017 },
    ]);
    assert.deepEqual(endpointsOf('mongodb', 'mongodb+srv://cluster.example/app', '.env'), []);
  });

  it('are refused without naming a password', () => {
    for (const url of ['postgres://u:secret@host', 'localhost:6379', '', 'redis://u:secret@a:b:c']) {
      assert.throws(
        () => endpointsOf('redis', url, '.env'),
        (error: Error) => error.message.includes('REDIS_URL in .env') && !error.message.includes('secret'),
      );
    }
  });
});
