import { strict as assert } from 'node:assert';
import { startRedis } from '../../../src/devServices/standIns/redis/redisServer';
import { RespClient } from './respClient';

describe('Redis stand-in and large amounts', function () {
  this.timeout(30_000);

  it('removes from one in a time of its size', async () => {
    const server = await startRedis();
    const client = await RespClient.connect(server.port);
    const some = Array.from({ length: 50_000 }, (_, i) => (i % 2 === 0 ? 'x' : 'y'));
    for (let part = 0; part < 6; part++) await client.call('RPUSH', 'k', ...some);
    const began = performance.now();
    assert.deepEqual(await client.call('LREM', 'k', '-10', 'x'), { integer: '10' });
    assert.deepEqual(await client.call('LREM', 'k', '0', 'x'), { integer: '149990' });
    assert.deepEqual(await client.call('LLEN', 'k'), { integer: '150000' });
    assert.ok(performance.now() - began < 1500);
    client.close();
    await server.stop();
  });

  it('waits for longer than a timer of Node.js can', async () => {
    const server = await startRedis();
    const [waiting, other] = await Promise.all([RespClient.connect(server.port), RespClient.connect(server.port)]);
    try {
      const answer = waiting.call('BLPOP', 'k', '9999999');
      const said = Array.from({ length: 200 }, async () => other.call('ECHO', 'still waiting'));
      for (const echo of said) assert.deepEqual(await Promise.race([answer, echo]), { bulk: 'still waiting' });
      for (let round = 0; round < 100; round++) await other.call('PING');
      await other.call('RPUSH', 'k', 'at last');
      assert.deepEqual(await answer, [{ bulk: 'k' }, { bulk: 'at last' }]);
    } finally {
      for (const client of [waiting, other]) client.close();
      await server.stop();
    }
  });
});
