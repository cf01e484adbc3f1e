import { strict as assert } from 'node:assert';
import { connect } from 'node:net';
import fc from 'fast-check';
import { startRedis, type RunningRedis } from '../../../src/devServices/standIns/redis/redisServer';
import { FUZZ_RUNS, fuzzTimeout } from '../../support/fuzzRuns';
import { startRealRedis, type RealServer } from '../support';

/** What a page in a browser can make it send to a port on this machine, and what looks like it. */
const requests: readonly string[] = [
  'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nSET pwned 1\r\n',
  'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nSET pwned 1\r\n',
  'PUT /x HTTP/1.1\r\nhost: 127.0.0.1\r\nSET pwned 1\r\n',
  'PING\r\npost\r\nPING\r\n',
  ' POST x\r\nSET pwned 1\r\n',
  '"PO\\x53T" x\r\nSET pwned 1\r\n',
  '*1\r\n$4\r\nPOST\r\nSET pwned 1\r\n',
  '*2\r\n$5\r\nHost:\r\n$1\r\nx\r\nSET pwned 1\r\n',
  'MULTI\r\nPOST x\r\nEXEC\r\nSET pwned 1\r\n',
  'SUBSCRIBE a\r\nPOST x\r\nSET pwned 1\r\n',
  'EVAL "return redis.call(\'post\')" 0\r\nECHO end\r\n',
  'PUT / HTTP/1.1\r\nECHO end\r\n',
  'Host:x\r\nECHO end\r\n',
  'ECHO post\r\nECHO end\r\n',
];

describe('Redis stand-in and requests of a browser', function () {
  this.timeout(fuzzTimeout(60_000));
  let real: RealServer;
  let standIn: RunningRedis;

  before(async () => {
    real = await startRealRedis();
    standIn = await startRedis();
  });

  after(async () => {
    await standIn.stop();
    await real.stop();
  });

  for (const request of requests) {
    it(`hangs up, or does not, as Redis does: ${JSON.stringify(request)}`, async () => {
      const [expected, actual] = [await send(real.port, request), await send(standIn.port, request)];
      assert.equal(actual.hungUp, expected.hungUp);
      if (expected.hungUp) assert.deepEqual(actual, expected);
      else assert.equal(actual.heard.endsWith('end\r\n'), expected.heard.endsWith('end\r\n'));
      assert.deepEqual(await send(standIn.port, 'EXISTS pwned\r\nECHO end\r\n'), { heard: ':0\r\n$3\r\nend\r\n', hungUp: false });
    });
  }

  it('carries out nothing behind a request, whatever stands in its head', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', ':', '/', ' ', '-', '\t'), maxLength: 20 }).map((text) => `x${text}`);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('POST', 'post', 'Post'), fc.array(line, { maxLength: 4 }), async (method, head) => {
        const request = [`${method} / HTTP/1.1`, ...head, '', 'SET pwned 1', ''].join('\r\n');
        assert.deepEqual(await send(standIn.port, request), { heard: '', hungUp: true });
        assert.equal((await send(standIn.port, 'EXISTS pwned\r\nECHO end\r\n')).heard, ':0\r\n$3\r\nend\r\n');
      }),
      { numRuns: FUZZ_RUNS },
    );
  });
});

/** Sends a request and listens until the server hangs up, or has answered its last line. */
function send(port: number, request: string): Promise<{ heard: string; hungUp: boolean }> {
  return new Promise((resolve, reject) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(request, 'latin1'));
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      if (!heard.endsWith('$3\r\nend\r\n')) return;
      socket.destroy();
      resolve({ heard, hungUp: false });
    });
    socket.once('end', () => resolve({ heard, hungUp: true }));
    socket.once('error', reject);
  });
}
