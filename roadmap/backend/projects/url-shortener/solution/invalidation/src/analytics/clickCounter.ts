import type { Redis } from 'ioredis';
import { keys } from '../keys.ts';
import type { Logger } from '../logger.ts';
import { DEVICES, deviceOf, type Device } from './device.ts';
import { OTHER, referrerOf } from './referrer.ts';

export interface Click {
  /** From `Visitors.identify`: never an address. */
  readonly visitor: string;
  readonly referrer: string | undefined;
  readonly userAgent: string | undefined;
}

export interface Statistics {
  readonly total: number;
  /** An estimate: a HyperLogLog needs 12 KB for any number of visitors, and is off by about one percent. */
  readonly uniqueVisitors: number;
  readonly days: { date: string; clicks: number }[];
  readonly referrers: { referrer: string; clicks: number }[];
  readonly devices: Record<Device, number>;
}

/** Anybody can invent referrers. Without a limit, they could fill our memory with them. */
const MAX_REFERRERS = 100;

/**
 * One click, all counters. Redis itself adds up (HINCRBY): a program that reads 41 and writes 42 loses clicks as soon
 * as two of it run. A click on a link that was deleted a moment ago leaves nothing behind.
 *
 * KEYS: link, clicks, visitors. ARGV: day, device, referrer, visitor.
 */
const RECORD = `
  if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end

  local referrer = 'referrer:' .. ARGV[3]
  if not redis.call('HGET', KEYS[2], referrer) then
    local known = redis.call('HINCRBY', KEYS[2], 'known-referrers', 1)
    if known > ${MAX_REFERRERS} then referrer = 'referrer:${OTHER}' end
  end

  redis.call('HINCRBY', KEYS[2], 'total', 1)
  redis.call('HINCRBY', KEYS[2], 'day:' .. ARGV[1], 1)
  redis.call('HINCRBY', KEYS[2], 'device:' .. ARGV[2], 1)
  redis.call('HINCRBY', KEYS[2], referrer, 1)
  redis.call('PFADD', KEYS[3], ARGV[4])

  local lifetime = redis.call('TTL', KEYS[1])
  if lifetime > 0 then
    redis.call('EXPIRE', KEYS[2], lifetime)
    redis.call('EXPIRE', KEYS[3], lifetime)
  end
  return 1
`;

export class ClickCounter {
  readonly #redis: Redis;
  readonly #log: Logger;

  constructor(redis: Redis, log: Logger) {
    this.#redis = redis;
    this.#log = log;
  }

  /**
   * Sends the click to Redis and does not wait for the reply: the visitor should not, either. Nothing is lost by that.
   * Commands of one connection are carried out in order, so statistics that are asked for later contain it, and a
   * server that stops closes the connection only after the last reply.
   */
  record(code: string, { visitor, referrer, userAgent }: Click): void {
    const today = new Date().toISOString().slice(0, 10); // in UTC: a day must not depend on where the server stands
    this.#redis
      .eval(
        RECORD,
        3,
        keys.link(code),
        keys.clicks(code),
        keys.visitors(code),
        today,
        deviceOf(userAgent),
        referrerOf(referrer),
        visitor,
      )
      .catch((error: unknown) => this.#log.error('a click was not counted', { code, error }));
  }

  async statistics(code: string): Promise<Statistics> {
    const [counters, uniqueVisitors] = await Promise.all([
      this.#redis.hgetall(keys.clicks(code)),
      this.#redis.pfcount(keys.visitors(code)),
    ]);

    return {
      total: Number(counters['total'] ?? 0),
      uniqueVisitors,
      days: pick(counters, 'day:')
        .map(([date, clicks]) => ({ date, clicks }))
        .sort((a, b) => a.date.localeCompare(b.date)),
      referrers: pick(counters, 'referrer:')
        .map(([referrer, clicks]) => ({ referrer, clicks }))
        .sort((a, b) => b.clicks - a.clicks || a.referrer.localeCompare(b.referrer)),
      devices: { ...NO_DEVICES, ...Object.fromEntries(pick(counters, 'device:')) },
    };
  }
}

const NO_DEVICES = Object.fromEntries(DEVICES.map((device) => [device, 0])) as Record<Device, number>;

/** The counters whose name starts with `prefix`, without it. */
function pick(counters: Record<string, string>, prefix: string): [name: string, count: number][] {
  return Object.entries(counters)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, count]) => [name.slice(prefix.length), Number(count)]);
}
