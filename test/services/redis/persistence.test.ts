import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '../../../src/devServices/standIns/redis/redisServer';
import { RespClient, type Answer } from './respClient';

/** The server in a process of its own, so that it can be killed. It says its port. */
const PROGRAM = `require('./src/devServices/standIns/redis/redisServer.ts').startRedis(0, process.argv[1]).then(({ port }) => console.log(port))`;

describe('Redis stand-in on disk', function () {
  this.timeout(30_000);
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redis-'));
    file = join(folder, 'appendonly.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Starts the server over the same folder, works with it, and stops it. */
  async function session<T>(work: (client: RespClient) => Promise<T>): Promise<T> {
    const server = await startRedis(0, folder);
    const client = await RespClient.connect(server.port);
    try {
      return await work(client);
    } finally {
      client.close();
      await server.stop();
    }
  }

  /** One of each kind, made by commands whose effect depends on the clock, on other keys, or on who waits. */
  const filling: readonly (readonly string[])[] = [
    ['SET', 'text', '\xff\0\r\n"'],
    ['SET', 'short', 'x', 'PX', '1'],
    ['SET', 'long', 'x', 'EX', '1000'],
    ['RPUSH', 'list', 'a', 'b', 'c'],
    ['LMOVE', 'list', 'moved', 'LEFT', 'RIGHT'],
    ['HSET', 'hash', 'f', '1', 'g', '2'],
    ['HINCRBY', 'hash', 'f', '41'],
    ['SADD', 'set', 'a', 'b'],
    ['ZADD', 'zset', '1.5', 'a', 'inf', 'b', '-inf', 'c', '7', 'gone'],
    ['ZREM', 'zset', 'gone'],
    ['XADD', 'stream', '*', 'f', 'v'],
    ['XADD', 'stream', '*', 'f', 'w'],
    ['PFADD', 'visitors', 'a', 'b', 'c'],
    ['EVAL', "redis.call('SET', KEYS[1], 1) redis.call('INCR', KEYS[1]) return redis.call('GETDEL', KEYS[2])", '2', 'counted', 'moved'],
    ['MULTI'],
    ['INCR', 'counted'],
    ['LPUSH', 'text', 'wrong kind'],
    ['EXEC'],
    ['SELECT', '3'],
    ['SET', 'elsewhere', 'yes'],
    ['SELECT', '0'],
  ];

  const looking: readonly (readonly string[])[] = [
    ...[
      ['GET', 'text'],
      ['GET', 'long'],
      ['EXISTS', 'short'],
      ['LRANGE', 'list', '0', '-1'],
      ['LRANGE', 'moved', '0', '-1'],
    ],
    ...[
      ['HGETALL', 'hash'],
      ['SMEMBERS', 'set'],
      ['ZRANGE', 'zset', '0', '-1', 'WITHSCORES'],
      ['XRANGE', 'stream', '-', '+'],
    ],
    ...[['PFCOUNT', 'visitors'], ['GET', 'counted'], ['DBSIZE'], ['SELECT', '3'], ['GET', 'elsewhere'], ['SELECT', '0']],
  ];

  /** Waits until a key has expired. */
  async function look(client: RespClient): Promise<Answer[]> {
    while (JSON.stringify(await client.call('EXISTS', 'short')) !== '{"integer":"0"}')
      await new Promise((resolve) => setTimeout(resolve, 2));
    return client.pipeline(looking);
  }

  it('has everything again after a restart, and after another, with the same time to live', async () => {
    const before = await session(async (client) => {
      await client.pipeline(filling);
      return look(client);
    });
    for (let restart = 0; restart < 2; restart++) {
      const [after, ttl] = await session(async (client) => [await look(client), await client.call('TTL', 'long')]);
      assert.deepEqual(after, before);
      const seconds = Number(typeof ttl === 'object' && ttl !== null && 'integer' in ttl ? ttl.integer : NaN);
      assert.ok(seconds > 900 && seconds <= 1000, `it expires in ${String(seconds)} s`);
    }
  });

  it('has all that it answered when it was killed', async () => {
    const child = spawn(process.execPath, ['--require=tsx/cjs', '-e', PROGRAM, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    const client = await RespClient.connect(Number(said.toString()));
    const commands = Array.from({ length: 500 }, (_, index) => ['RPUSH', 'jobs', String(index)]);
    await client.pipeline(commands);
    await client.call('LPOP', 'jobs');
    child.kill('SIGKILL');
    await once(child, 'exit');
    client.close();
    assert.deepEqual(
      await session((again) =>
        again.pipeline([
          ['LLEN', 'jobs'],
          ['LINDEX', 'jobs', '0'],
        ]),
      ),
      [{ integer: '499' }, { bulk: '1' }],
    );
  });

  it('keeps what a client that waited was given', async () => {
    await session(async (client) => {
      await client.pipeline([
        ['RPUSH', 'ready', 'x'],
        ['ZADD', 'scored', '1', 'm', '2', 'n'],
      ]);
      assert.deepEqual(
        await client.pipeline([
          ['BLPOP', 'ready', '0'],
          ['BZPOPMIN', 'scored', '0'],
        ]),
        [
          [{ bulk: 'ready' }, { bulk: 'x' }],
          [{ bulk: 'scored' }, { bulk: 'm' }, { bulk: '1' }],
        ],
      );
    });
    const server = await startRedis(0, folder);
    const [waiting, other] = [await RespClient.connect(server.port), await RespClient.connect(server.port)];
    const moved = waiting.call('BLMOVE', 'later', 'target', 'LEFT', 'LEFT', '0');
    await other.call('RPUSH', 'later', 'z');
    assert.deepEqual(await moved, { bulk: 'z' });
    for (const client of [waiting, other]) client.close();
    await server.stop();
    assert.deepEqual(
      await session((client) =>
        client.pipeline([
          ['EXISTS', 'ready', 'later'],
          ['ZRANGE', 'scored', '0', '-1'],
          ['LRANGE', 'target', '0', '-1'],
        ]),
      ),
      [{ integer: '0' }, [{ bulk: 'n' }], [{ bulk: 'z' }]],
    );
  });

  it('passes over a last line that was torn, and keeps a file aside that is damaged before', async () => {
    await session((client) =>
      client.pipeline([
        ['SET', 'a', '1'],
        ['SET', 'b', '2'],
      ]),
    );
    await appendFile(file, '[1700000000000,[0,"set","b","3');
    assert.deepEqual(await session((client) => client.call('MGET', 'a', 'b')), [{ bulk: '1' }, { bulk: '2' }]);
    const text = await readFile(file, 'utf8');
    await writeFile(file, `${text}oops\n[1700000000000,[0,"set","b","3"]]\n`);
    assert.deepEqual(await session((client) => client.call('MGET', 'a', 'b')), [{ bulk: '1' }, { bulk: '2' }]);
    assert.match(await readFile(`${file}.damaged`, 'utf8'), /oops/);
  });

  it('keeps a file aside whose lines say what no server has written', async () => {
    await session((client) => client.call('SET', 'a', '1'));
    const text = await readFile(file, 'utf8');
    for (const line of [
      'null',
      '[1,null]',
      '[1,[0]]',
      '[1,[99,"set","a","2"]]',
      '{"db":0,"key":"b","kind":"nosuch","value":[]}',
      '{"db":0,"key":"b","kind":"string","value":{"toString":1}}',
      '{"db":0,"key":"b","kind":"list","value":null}',
      '{"db":0,"key":"b","kind":"hash","value":[["field"]]}',
      '{"db":"__proto__","key":"b","kind":"string","value":"x"}',
      '{"db":0,"key":"b","kind":"stream","value":{}}',
    ]) {
      await writeFile(file, `${text}${line}\n[1700000000000,[0,"set","a","3"]]\n`);
      assert.deepEqual(await session((client) => client.call('MGET', 'a', 'b')), [{ bulk: '1' }, null], line);
      assert.ok((await readFile(`${file}.damaged`, 'utf8')).includes(line), line);
    }
  });

  it('refuses a file that is not its own', async () => {
    await writeFile(file, 'something else\n');
    await assert.rejects(startRedis(0, folder), /is in a form that this version does not know: move it away\./);
  });

  it('grows by what changes, and is begun anew by a restart', async () => {
    await session(async (client) => {
      for (let round = 0; round < 50; round++) await client.pipeline(Array.from({ length: 100 }, () => ['INCR', 'n']));
    });
    const grown = (await stat(file)).size;
    assert.deepEqual(await session((client) => client.call('GET', 'n')), { bulk: '5000' });
    assert.ok(grown > 100_000 && (await stat(file)).size < 300, `${String(grown)} bytes became ${String((await stat(file)).size)}`);
  });
});
