import { strict as assert } from 'node:assert';
import { startRedis, type RunningRedis } from '../../../src/devServices/standIns/redis/redisServer';
import { startRealRedis, type RealServer } from '../support';
import { sameAnswer } from './comparison';
import { Maker, type Command } from './generator';
import { Random } from './random';
import { RespClient, type Answer } from './respClient';
import { randomScript } from './scripts';

/** Each run is the same, so that a change is to blame for a failure. Another DIFFERENTIAL_SEED, or more DIFFERENTIAL_COMMANDS, looks further. */
const seed = Number(process.env['DIFFERENTIAL_SEED'] ?? 42);
const commandCount = Number(process.env['DIFFERENTIAL_COMMANDS'] ?? 24_000);
const scriptCount = Math.ceil(commandCount / 12);
const batchSize = 200;

describe(`Redis stand-in and real Redis, DIFFERENTIAL_SEED=${String(seed)}`, function () {
  this.timeout(120_000);
  let real: RealServer;
  let standIn: RunningRedis;
  let clients: readonly [RespClient, RespClient];

  before(async () => {
    real = await startRealRedis();
    standIn = await startRedis();
    clients = [await RespClient.connect(real.port), await RespClient.connect(standIn.port)];
  });

  beforeEach(() => both([['FLUSHALL']]));

  after(async () => {
    for (const client of clients) client.close();
    await standIn.stop();
    await real.stop();
  });

  async function both(commands: readonly Command[]): Promise<[Answer[], Answer[]]> {
    return Promise.all([clients[0].pipeline(commands), clients[1].pipeline(commands)]);
  }

  /** Sends the same to both and compares answer by answer; commands within MULTI are compared as EXEC answers them. */
  async function compare(commands: readonly Command[], history: Command[]): Promise<void> {
    const [expected, actual] = await both(commands);
    commands.forEach((command, index) => {
      const [a, b] = [expected[index] ?? null, actual[index] ?? null];
      if (!sameAnswer(command, a, b)) {
        const before = [...history, ...commands.slice(0, index)]
          .slice(-400)
          .filter((old) => sharesKey(old, command))
          .slice(-12);
        assert.fail(
          `${JSON.stringify(command)} with DIFFERENTIAL_SEED=${String(seed)}\nreal:     ${JSON.stringify(a)}\nstand-in: ${JSON.stringify(b)}\nbefore:\n${before.map((old) => JSON.stringify(old)).join('\n')}`,
        );
      }
    });
    history.push(...commands);
  }

  it(`answers ${String(commandCount)} random commands alike`, async () => {
    const maker = new Maker(new Random(seed));
    const history: Command[] = [];
    for (let done = 0; done < commandCount; done += batchSize) {
      await compare(
        Array.from({ length: batchSize }, () => maker.command()),
        history,
      );
      if (maker.random.chance(0.2)) await compareKeyspace(history);
    }
    await compareKeyspace(history);
  });

  async function compareKeyspace(history: Command[]): Promise<void> {
    const names = ['s', 'h', 'l', 'u', 'z', 'x', 'p'].flatMap((kind) => [0, 1, 2, 3].map((n) => `${kind}${String(n)}`));
    const kinds = await clients[0].pipeline(names.map((name) => ['TYPE', name]));
    const reads: Readonly<Record<string, (key: string) => Command>> = {
      // A HyperLogLog's bytes differ: Redis begins with a sparse form, and remembers its last count.
      string: (key) => (key.startsWith('p') ? ['PFCOUNT', key] : ['GET', key]),
      hash: (key) => ['HGETALL', key],
      list: (key) => ['LRANGE', key, '0', '-1'],
      set: (key) => ['SMEMBERS', key],
      zset: (key) => ['ZRANGE', key, '0', '-1', 'WITHSCORES'],
      stream: (key) => ['XRANGE', key, '-', '+'],
    };
    const commands = names.flatMap((name, index) => {
      const read = reads[asText(kinds[index])];
      return [['TYPE', name], ['TTL', name], ...(read === undefined ? [] : [read(name)])];
    });
    await compare(commands, history);
  }

  it('runs random transactions alike, watched keys and errors within included', async () => {
    const maker = new Maker(new Random(seed + 1));
    const { random } = maker;
    for (let round = 0; round < 150; round++) {
      const commands: Command[] = [];
      if (random.chance(0.5)) commands.push(['WATCH', maker.key('s'), maker.key('l')]);
      if (random.chance(0.5)) commands.push(maker.command());
      commands.push(['MULTI']);
      const inner = random.several(0, 5, () => deterministic(maker));
      commands.push(...inner, random.pick([['EXEC'], ['EXEC'], ['EXEC'], ['DISCARD']]));
      commands.push(['EXEC'], ['UNWATCH']);
      await compare(commands, []);
    }
  });

  it(`runs ${String(scriptCount)} random Lua scripts alike`, async () => {
    const maker = new Maker(new Random(seed + 2));
    for (let done = 0; done < scriptCount; done += 50) {
      await compare(
        Array.from({ length: 50 }, () => randomScript(maker)),
        [],
      );
    }
  });

  it('lets keys expire alike', async () => {
    const random = new Random(seed + 3);
    for (let round = 0; round < 4; round++) {
      const keys = Array.from({ length: 40 }, (_, index) => `e${String(index)}`);
      // Each key lives either clearly shorter or clearly longer than the pause.
      const life = (): string => random.pick(['1', '20', '60', '5000', '90000']);
      await compare(
        keys.flatMap((key): Command[] => [
          random.pick([
            ['SET', key, 'v'],
            ['LPUSH', key, 'a', 'b'],
            ['ZADD', key, '1', 'a'],
            ['HSET', key, 'f', 'v'],
          ]),
          random.pick([
            ['PEXPIRE', key, life()],
            ['PEXPIRE', key, life(), 'NX'],
            ['PERSIST', key],
            ['SET', key, 'w', 'KEEPTTL'],
          ]),
        ]),
        [],
      );
      await new Promise((resolve) => setTimeout(resolve, 150));
      // Redis counts expired keys until someone looks at them.
      await compare(
        [
          ...keys.flatMap((key) => [
            ['EXISTS', key],
            ['TYPE', key],
            ['TTL', key],
            ['GET', key],
          ]),
          ['DBSIZE'],
          ['FLUSHALL'],
        ],
        [],
      );
    }
  });
});

const uncertain = new Set(['KEYS', 'TTL', 'SCAN', 'SSCAN', 'HSCAN', 'SMEMBERS', 'HGETALL', 'HKEYS', 'HVALS', 'PUBSUB']);

/** A command whose answer within EXEC's array can be compared as it is. */
function deterministic(maker: Maker): Command {
  for (;;) {
    const command = maker.command();
    if (!uncertain.has((command[0] ?? '').toUpperCase())) return command;
  }
}

function asText(answer: Answer | undefined): string {
  return typeof answer === 'string' ? answer : '';
}

function sharesKey(a: Command, b: Command): boolean {
  return a.slice(1).some((word) => /^[shluzxp]\d$/.test(word) && b.includes(word)) || a[0] === 'FLUSHALL';
}
