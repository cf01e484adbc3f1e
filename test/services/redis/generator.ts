import type { Random } from './random';

/** A command with its arguments. */
export type Command = readonly string[];

/** Makes commands of one family. */
type Family = (make: Maker) => Command;

/** Makes random commands that are mostly right and sometimes not. */
export class Maker {
  /** The milliseconds of the newest entry asked for; ids near it are the interesting ones. */
  streamTime = 0;

  constructor(readonly random: Random) {}

  /** One command of any family; some have an argument broken, dropped or added. */
  command(): Command {
    const command = this.random.pick(this.random.pick(families))(this);
    // A broken timeout could make BLPOP wait for good, a range by members is only defined while all scores are the same, and the bytes of a HyperLogLog differ: Redis begins with a sparse form.
    const fragile = /^BLPOP$|LEX/.test(command[0] ?? '') || command.some((word) => /^[yp]\d$|LEX/.test(word));
    return this.random.chance(0.06) && !fragile ? this.spoil(command) : command;
  }

  private spoil(command: Command): Command {
    const { random } = this;
    const copy = [...command];
    const at = random.between(1, copy.length);
    const how = random.below(3);
    if (how === 0) copy.splice(at, 1);
    else if (how === 1) copy.splice(at, 0, random.pick(oddities));
    else if (at < copy.length) copy[at] = random.pick(oddities);
    return copy.length === 0 ? ['PING'] : copy;
  }

  /** Mostly a key of the kind, sometimes one of another. */
  key(kind: string): string {
    const { random } = this;
    const chosen = random.chance(0.04) ? random.pick(['s', 'h', 'l', 'u', 'z', 'x']) : kind;
    return `${chosen}${String(random.below(4))}`;
  }

  keys(kind: string, low = 1, high = 3): string[] {
    return this.random.several(low, high, () => this.key(kind));
  }

  member(): string {
    return this.random.pick(members);
  }

  members(low = 1, high = 4): string[] {
    return this.random.several(low, high, () => this.member());
  }

  value(): string {
    return this.random.pick(values);
  }

  integer(low = -6, high = 6): string {
    return String(this.random.between(low, high));
  }

  score(): string {
    return this.random.pick(scores);
  }

  bound(): string {
    return this.random.pick(['-inf', '+inf', '(1', '(2.5', '1', '2', '3', '-1', '(inf', '0.1']);
  }

  lexBound(): string {
    return this.random.pick(['-', '+', '[a', '(a', '[c', '(c', '[', '(zz', '[10', '[b']);
  }

  maybe(...words: readonly string[]): string[] {
    return this.random.chance(0.4) ? [...words] : [];
  }
}

const oddities = [
  '',
  'foo',
  '-1',
  '1.5',
  '99999999999999999999',
  '9223372036854775807',
  '0',
  'NX',
  'XX',
  '(',
  '[',
  '\xff\x00',
  ' 1',
  '01',
  '+1',
  'nan',
  'inf',
  '1e3',
  '0x10',
];
const members = [
  'a',
  'b',
  'c',
  'd',
  'aa',
  'Z',
  '1',
  '2',
  '10',
  '-5',
  '',
  'x y',
  '\xe9\x00\r\n',
  '3.5',
  'longer-than-the-others-'.repeat(3),
];
const values = [
  '1',
  '10',
  '-7',
  '3.5',
  '0.1',
  'abc',
  '',
  'hello world',
  '\x00\xff',
  '9223372036854775806',
  '1e2',
  '12345.678',
  'x'.repeat(60),
];
const scores = [
  '1',
  '2',
  '3',
  '1',
  '2.5',
  '-1',
  '0',
  '0.1',
  '1e20',
  '-inf',
  'inf',
  '1e-7',
  '3.141592653589793',
  '100000000000000000',
  '(1',
  '0.30000000000000004',
];

const strings: Family[] = [
  (m) => [
    'SET',
    m.key('s'),
    m.value(),
    ...m.maybe(m.random.pick(['NX', 'XX', 'KEEPTTL', 'GET'])),
    ...m.maybe(
      ...m.random.pick([
        ['EX', '1000'],
        ['PX', '5000000'],
        ['EXAT', '99999999999'],
        ['PXAT', '99999999999999'],
        ['EX', '0'],
        ['PX', '-1'],
        ['EX', 'x'],
        ['EX', '9223372036854775807'],
        ['GET'],
        ['foo', '1'],
      ]),
    ),
  ],
  (m) => ['GET', m.key('s')],
  (m) => ['MGET', ...m.keys('s')],
  (m) => ['MSET', ...m.random.several(1, 2, () => [m.key('s'), m.value()]).flat()],
  (m) => ['SETNX', m.key('s'), m.value()],
  (m) => ['SETEX', m.key('s'), m.random.pick(['100000', '0', '-1', 'x']), m.value()],
  (m) => ['GETDEL', m.key('s')],
  (m) => [m.random.pick(['INCR', 'DECR']), m.key('s')],
  (m) => [
    m.random.pick(['INCRBY', 'DECRBY']),
    m.key('s'),
    m.random.pick(['1', '5', '-3', '9223372036854775807', '-9223372036854775808', 'x']),
  ],
];

const hashes: Family[] = [
  (m) => [m.random.pick(['HSET', 'HMSET']), m.key('h'), ...m.random.several(1, 3, () => [m.member(), m.value()]).flat()],
  (m) => ['HSETNX', m.key('h'), m.member(), m.value()],
  (m) => [m.random.pick(['HGET', 'HEXISTS']), m.key('h'), m.member()],
  (m) => ['HMGET', m.key('h'), ...m.members()],
  (m) => [m.random.pick(['HGETALL', 'HKEYS', 'HVALS', 'HLEN']), m.key('h')],
  (m) => ['HDEL', m.key('h'), ...m.members()],
  (m) => ['HINCRBY', m.key('h'), m.member(), m.random.pick(['1', '-4', '9223372036854775807', 'x'])],
];

const lists: Family[] = [
  (m) => [m.random.pick(['LPUSH', 'RPUSH']), m.key('l'), ...m.members()],
  (m) => [m.random.pick(['LPOP', 'RPOP']), m.key('l'), ...m.maybe(m.integer(-1, 3))],
  (m) => ['LLEN', m.key('l')],
  (m) => ['LRANGE', m.key('l'), m.integer(), m.integer()],
  (m) => ['LINDEX', m.key('l'), m.integer()],
  (m) => ['LSET', m.key('l'), m.integer(), m.member()],
  (m) => ['LREM', m.key('l'), m.integer(-2, 2), m.member()],
  (m) => ['LTRIM', m.key('l'), m.integer(-4, 2), m.integer(-2, 8)],
  (m) => [
    'LPOS',
    m.key('l'),
    m.member(),
    ...m.maybe('RANK', m.integer(-2, 2)),
    ...m.maybe('COUNT', m.integer(-1, 3)),
    ...m.maybe('MAXLEN', m.integer(-1, 4)),
  ],
  (m) => ['LMOVE', m.key('l'), m.key('l'), m.random.pick(['LEFT', 'RIGHT']), m.random.pick(['LEFT', 'right', 'x'])],
  (m) => ['RPOPLPUSH', m.key('l'), m.key('l')],
];

const sets: Family[] = [
  (m) => ['SADD', m.key('u'), ...m.members()],
  (m) => ['SADD', m.key('u'), ...m.members(3, 6)],
  (m) => ['SREM', m.key('u'), ...m.members(1, 2)],
  (m) => ['SISMEMBER', m.key('u'), m.member()],
  (m) => [m.random.pick(['SMEMBERS', 'SCARD']), m.key('u')],
];

const sortedSets: Family[] = [
  (m) => [
    'ZADD',
    m.key('z'),
    ...m.maybe(m.random.pick(['NX', 'XX'])),
    ...m.maybe(m.random.pick(['GT', 'LT'])),
    ...m.maybe(m.random.pick(['CH', 'INCR'])),
    ...m.random.several(1, 3, () => [m.score(), m.member()]).flat(),
  ],
  (m) => ['ZADD', m.key('z'), ...m.random.several(1, 4, () => [m.score(), m.member()]).flat()],
  (m) => ['ZADD', `y${m.integer(0, 3)}`, ...m.members(2, 6).flatMap((member) => ['0', member])],
  (m) => ['ZINCRBY', m.key('z'), m.score(), m.member()],
  (m) => ['ZREM', m.key('z'), ...m.members(1, 2)],
  (m) => [m.random.pick(['ZSCORE', 'ZRANK', 'ZREVRANK']), m.key('z'), m.member()],
  (m) => ['ZCARD', m.key('z')],
  (m) => ['ZCOUNT', m.key('z'), m.bound(), m.bound()],
  (m) => ['ZLEXCOUNT', lexKey(m), m.lexBound(), m.lexBound()],
  (m) => [
    'ZRANGE',
    m.key('z'),
    m.integer(),
    m.integer(),
    ...m.maybe('REV'),
    ...m.maybe('WITHSCORES'),
    ...m.maybe('LIMIT', '0', '1').slice(m.random.chance(0.8) ? 3 : 0),
  ],
  (m) => [
    'ZRANGE',
    m.key('z'),
    m.bound(),
    m.bound(),
    'BYSCORE',
    ...m.maybe('REV'),
    ...m.maybe('LIMIT', m.integer(-1, 2), m.integer(-1, 3)),
    ...m.maybe('WITHSCORES'),
  ],
  (m) => [
    'ZRANGE',
    lexKey(m),
    m.lexBound(),
    m.lexBound(),
    'BYLEX',
    ...m.maybe('REV'),
    ...m.maybe('LIMIT', m.integer(0, 2), m.integer(-1, 3)),
  ],
  (m) => ['ZREVRANGE', m.key('z'), m.integer(), m.integer(), ...m.maybe('WITHSCORES')],
  (m) => [
    m.random.pick(['ZRANGEBYSCORE', 'ZREVRANGEBYSCORE']),
    m.key('z'),
    m.bound(),
    m.bound(),
    ...m.maybe('WITHSCORES'),
    ...m.maybe('LIMIT', m.integer(0, 2), m.integer(-1, 3)),
  ],
  (m) => ['ZRANGEBYLEX', lexKey(m), m.lexBound(), m.lexBound(), ...m.maybe('LIMIT', m.integer(0, 2), m.integer(-1, 3))],
  (m) => ['ZPOPMIN', m.key('z'), ...m.maybe(m.integer(-1, 3))],
  (m) => ['ZREMRANGEBYRANK', m.key('z'), m.integer(-3, 2), m.integer(-3, 2)],
  (m) => ['ZREMRANGEBYSCORE', m.key('z'), m.bound(), m.bound()],
];

/** Mostly a sorted set whose scores are all the same. */
function lexKey(m: Maker): string {
  return m.random.chance(0.95) ? `y${m.integer(0, 3)}` : m.random.pick(['s0', 'nope']);
}

const streams: Family[] = [
  (m) => [
    'XADD',
    m.key('x'),
    ...m.maybe(m.random.pick(['NOMKSTREAM', 'nomkstream'])),
    ...m.maybe('MAXLEN', ...m.maybe('='), m.integer(0, 5)),
    streamId(m),
    ...m.random.several(1, 2, () => [m.member(), m.value()]).flat(),
  ],
  (m) => ['XADD', m.key('x'), `${String(++m.streamTime)}-*`, m.member(), m.value()],
  (m) => ['XLEN', m.key('x')],
  (m) => ['XRANGE', m.key('x'), rangeEnd(m), rangeEnd(m), ...m.maybe('COUNT', m.integer(-1, 3))],
  (m) => [
    'XREAD',
    ...m.maybe('COUNT', m.integer(-1, 3)),
    'STREAMS',
    m.key('x'),
    m.key('x'),
    streamId(m),
    m.random.pick(['0', '$', streamId(m)]),
  ],
  (m) => ['XDEL', m.key('x'), streamId(m), streamId(m)],
  (m) => [
    'XTRIM',
    m.key('x'),
    m.random.pick(['MAXLEN', 'MINID']),
    ...m.maybe(m.random.pick(['=', '~'])),
    m.integer(0, 6),
    ...m.maybe('LIMIT', '10'),
  ],
];

function streamId(m: Maker): string {
  const near = Math.max(0, m.streamTime + m.random.between(-4, 2));
  return m.random.pick([`${String(near)}-${m.integer(0, 3)}`, String(near), '0-0', '0-1', `${String(near)}-*`, 'x', '1-2-3']);
}

function rangeEnd(m: Maker): string {
  return m.random.pick(['-', '+', streamId(m), `(${streamId(m)}`, '(18446744073709551615-18446744073709551615', '(0-0']);
}

const hyperLogLogs: Family[] = [
  (m) => ['PFADD', `p${m.integer(0, 3)}`, ...m.random.several(0, 5, () => String(m.random.below(3000)))],
  (m) => ['PFADD', `p${m.integer(0, 3)}`, ...m.random.several(20, 60, () => String(m.random.below(30000)))],
  (m) => ['PFCOUNT', `p${m.integer(0, 3)}`, `p${m.integer(0, 3)}`],
];

const anyKey = (m: Maker): string => m.key(m.random.pick(['s', 'h', 'l', 'u', 'z', 'x']));

const keyspace: Family[] = [
  (m) => [m.random.pick(['DEL', 'UNLINK', 'EXISTS']), anyKey(m), anyKey(m)],
  (m) => ['TYPE', anyKey(m)],
  (m) => ['RENAME', anyKey(m), anyKey(m)],
  (m) => [
    m.random.pick(['EXPIRE', 'PEXPIRE']),
    anyKey(m),
    m.random.pick(['100000000', '200000000', '0', '-5', '9223372036854775807']),
    ...m.maybe(m.random.pick(['NX', 'XX', 'GT', 'LT', 'foo'])),
    ...m.maybe(m.random.pick(['GT', 'NX'])).slice(m.random.chance(0.7) ? 1 : 0),
  ],
  (m) => [m.random.pick(['EXPIREAT', 'PEXPIREAT']), anyKey(m), m.random.pick(['99999999999', '1', '9999999999999'])],
  (m) => [m.random.pick(['TTL', 'PERSIST']), anyKey(m)],
  () => ['DBSIZE'],
  (m) => ['KEYS', m.random.pick(['*', 's*', '?1', '[hl][0-2]', '[^s]*', 'x\\*', '[a'])],
  (m) => [
    'SCAN',
    '0',
    'COUNT',
    '1000',
    ...m.maybe('MATCH', m.random.pick(['s*', '*1'])),
    ...m.maybe('TYPE', m.random.pick(['string', 'zset', 'foo'])),
  ],
  (m) => [m.random.pick(['HSCAN', 'SSCAN']), anyKey(m), '0', 'COUNT', '1000', ...m.maybe('MATCH', m.random.pick(['a*', '?']))],
];

const others: Family[] = [
  (m) => ['ECHO', m.value()],
  (m) => ['PING', ...m.maybe(m.value())],
  (m) => [m.random.pick(['NOSUCH', 'nosuch', 'GEO ADD', '']), ...m.members(0, 4)],
  (m) => ['SELECT', m.random.pick(['0', '16', '-1', 'x'])],
  (m) => ['PUBLISH', 'nobody', m.value()],
  (m) => ['PUBSUB', m.random.pick(['NUMSUB', 'NUMPAT', 'CHANNELS', 'foo']), ...m.maybe('a', ...m.maybe('b'))],
  (m) => ['CONFIG', 'GET', m.random.pick(['maxmemory-policy', 'databases', 'nosuch'])],
  (m) => ['SCRIPT', m.random.pick(['EXISTS', 'foo']), 'ffffffffffffffffffffffffffffffffffffffff'],
  (m) => ['BLPOP', m.key('nope'), m.random.pick(['-1', 'x', '1e300'])],
];

const families: readonly (readonly Family[])[] = [
  strings,
  hashes,
  lists,
  sets,
  sortedSets,
  sortedSets,
  streams,
  hyperLogLogs,
  keyspace,
  others,
];
