import { strict as assert } from 'node:assert';
import { startRedis, type RunningRedis } from '../../../src/devServices/standIns/redis/redisServer';
import { startRealRedis, type RealServer } from '../support';
import type { Command } from './generator';
import { Random } from './random';
import { RespClient, type Answer } from './respClient';

const seed = Number(process.env['DIFFERENTIAL_SEED'] ?? 42);

/** Several connections to one server, and what each of them heard. */
class Room {
  private constructor(
    readonly acting: RespClient,
    readonly listening: readonly RespClient[],
  ) {}

  static async open(port: number, listeners: number): Promise<Room> {
    const listening = await Promise.all(Array.from({ length: listeners }, () => RespClient.connect(port)));
    return new Room(await RespClient.connect(port), listening);
  }

  /** Waits until so many clients are blocked, so that both servers see the same order of events. */
  async blocked(count: number): Promise<void> {
    for (let attempt = 0; attempt < 400; attempt++) {
      const info = await this.acting.call('INFO', 'clients');
      const text = typeof info === 'object' && info !== null && 'bulk' in info ? info.bulk : '';
      if (text.includes(`blocked_clients:${String(count)}\r\n`)) return;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    throw new Error(`${String(count)} clients should be blocked`);
  }

  heard(): readonly (readonly Answer[])[] {
    return this.listening.map((client) => inCertainOrder(client.unasked));
  }

  close(): void {
    for (const client of [this.acting, ...this.listening]) client.close();
  }
}

describe(`Redis stand-in and real Redis with several clients, DIFFERENTIAL_SEED=${String(seed)}`, function () {
  this.timeout(60_000);
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

  /** Plays the same scene on both and compares what everyone heard. */
  async function compare(listeners: number, play: (room: Room) => Promise<unknown>): Promise<void> {
    const results: unknown[] = [];
    for (const port of [real.port, standIn.port]) {
      const room = await Room.open(port, listeners);
      try {
        await room.acting.call('FLUSHALL');
        const answers = await play(room);
        await new Promise((resolve) => setTimeout(resolve, 15));
        results.push({ answers, heard: room.heard() });
      } finally {
        room.close();
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    assert.deepEqual(results[1], results[0], `DIFFERENTIAL_SEED=${String(seed)}`);
  }

  it('serves blocked clients alike, in the order they came', async () => {
    for (let round = 0; round < 60; round++) {
      const random = new Random(seed + round);
      const waits = random.several(1, 3, () => waitingCommand(random));
      const acts = random.several(1, 6, () => actingCommand(random));
      await compare(waits.length, async (room) => {
        for (const [index, command] of waits.entries()) {
          room.listening[index]?.send(...command);
          await room.blocked(index + 1);
        }
        return room.acting.pipeline(acts);
      });
    }
  });

  it('gives up waiting alike', async () => {
    await compare(6, async (room) => {
      const commands: Command[] = [
        ['BLPOP', 'a', '0.05'],
        ['BLMOVE', 'a', 'b', 'LEFT', 'RIGHT', '0.05'],
        ['BZPOPMIN', 'a', '0.05'],
        ['BRPOP', 'b', 'a', '0.05'],
        ['XREAD', 'BLOCK', '50', 'STREAMS', 'a', '$'],
        ['BLMOVE', 'b', 'a', 'RIGHT', 'LEFT', '0.05'],
      ];
      commands.forEach((command, index) => room.listening[index]?.send(...command));
      await new Promise((resolve) => setTimeout(resolve, 250));
    });
  });

  it('does not wait within MULTI or a script', async () => {
    await compare(0, (room) =>
      room.acting.pipeline([
        ['MULTI'],
        ['BLPOP', 'a', '0'],
        ['BZPOPMIN', 'a', '0'],
        ['BLMOVE', 'a', 'b', 'LEFT', 'RIGHT', '0'],
        ['XREAD', 'BLOCK', '0', 'STREAMS', 'a', '$'],
        ['EXEC'],
        ['EVAL', "return redis.call('BLPOP', 'a', 0)", '0'],
        ['EVAL', "return redis.call('XREAD', 'BLOCK', 0, 'STREAMS', 'a', '$')", '0'],
      ]),
    );
  });

  it('delivers published messages alike', async () => {
    for (let round = 0; round < 60; round++) {
      const random = new Random(seed + 1000 + round);
      const subscriptions = random.several(1, 3, () => random.several(1, 4, () => subscribing(random)));
      const messages = random.several(1, 8, () => ['PUBLISH', random.pick(channels)]).map((message, index) => [...message, String(index)]);
      await compare(subscriptions.length, async (room) => {
        for (const [index, commands] of subscriptions.entries()) {
          for (const command of commands) room.listening[index]?.send(...command);
          await new Promise((resolve) => setTimeout(resolve, 6));
        }
        const counts = await room.acting.pipeline(messages);
        return [
          counts,
          await room.acting.pipeline([
            ['PUBSUB', 'NUMSUB', ...channels],
            ['PUBSUB', 'NUMPAT'],
          ]),
        ];
      });
    }
  });

  it('tells a watching client of changes by others alike', async () => {
    for (const change of [
      ['SET', 'k', '2'],
      ['DEL', 'k'],
      ['PEXPIRE', 'k', '1'],
      ['SET', 'other', '1'],
      ['FLUSHALL'],
      ['GET', 'k'],
      ['PERSIST', 'k'],
      ['SETNX', 'k', ''],
    ]) {
      await compare(1, async ({ acting, listening: [watcher] }) => {
        await acting.call('SET', 'k', '1');
        await watcher?.pipeline([['WATCH', 'k'], ['MULTI'], ['INCR', 'n']]);
        await acting.call(...change);
        await new Promise((resolve) => setTimeout(resolve, 10));
        return watcher?.call('EXEC');
      });
    }
  });
});

const channels = ['a', 'b', 'ab', 'news.x'];

/** Which of two matching patterns comes first is not defined. */
function inCertainOrder(answers: readonly Answer[]): Answer[] {
  const key = (answer: Answer): string =>
    Array.isArray(answer) && JSON.stringify(answer[0]).includes('"pmessage"') ? JSON.stringify(answer.slice(2)) : '';
  return answers
    .map((answer, index) => ({ answer, index, key: key(answer) }))
    .sort((a, b) => (a.key !== '' && a.key === b.key ? (JSON.stringify(a.answer) < JSON.stringify(b.answer) ? -1 : 1) : a.index - b.index))
    .map(({ answer }) => answer);
}

function waitingCommand(random: Random): Command {
  const keys = random.several(1, 2, () => random.pick(['k1', 'k2']));
  return random.pick<Command>([
    ['BLPOP', ...keys, '0'],
    ['BRPOP', ...keys, '0'],
    ['BLMOVE', 'k1', 'k2', random.pick(['LEFT', 'RIGHT']), 'LEFT', '0'],
    ['BZPOPMIN', 'z1', 'z2', '0'],
    ['XREAD', 'BLOCK', '0', 'STREAMS', 'x1', '$'],
    ['XREAD', 'COUNT', '1', 'BLOCK', '0', 'STREAMS', 'x1', 'x2', '0', '5-0'],
  ]);
}

function actingCommand(random: Random): Command {
  const item = String(random.below(9));
  const key = random.pick(['k1', 'k2']);
  return random.pick<Command>([
    ['LPUSH', key, item],
    ['RPUSH', key, item, 'y'],
    ['SET', key, item],
    ['DEL', key, 'z1'],
    ['ZADD', random.pick(['z1', 'z2']), item, 'm', '3', `n${item}`],
    ['SADD', 'z1', item],
    ['RPUSH', 'tmp', item],
    ['RENAME', 'tmp', key],
    ['XADD', random.pick(['x1', 'x2']), `${String(random.between(1, 9))}-*`, 'f', item],
    ['EVAL', "redis.call('RPUSH', KEYS[1], 'a') return redis.call('LPUSH', KEYS[1], ARGV[1])", '1', key, item],
    ['LLEN', key],
  ]);
}

function subscribing(random: Random): Command {
  return random.pick<Command>([
    ['SUBSCRIBE', random.pick(channels), random.pick(channels)],
    ['PSUBSCRIBE', random.pick(['*', 'a*', 'news.?', '[ab]'])],
    ['UNSUBSCRIBE', random.pick(channels)],
    ['PUNSUBSCRIBE', random.pick(['*', 'a*'])],
    ['PING', 'x'],
    ['GET', 'a'],
    ['PING'],
  ]);
}
