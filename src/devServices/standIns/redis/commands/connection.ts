import type { Client } from '../client';
import { arg, container, type CommandContext, type CommandFamily, noReply, type Command } from '../command';
import { parseInt64 } from '../numbers';
import { serverVersion } from '../redisState';
import { err, notAnInteger, ok, RedisError, Status, syntaxError, wrongArity, type Reply, nilArray } from '../resp';
import { globMatcher } from '../glob';

export const connectionCommands: CommandFamily = {
  ping: {
    arity: -1,
    whileSubscribed: true,
    run: ({ client, name }, args) => {
      if (args.length > 1) throw wrongArity(name);
      if (client.isSubscriber) return ['pong', args[0] ?? ''];
      return args[0] ?? new Status('PONG');
    },
  },
  echo: { arity: 2, run: (_context, args) => arg(args, 0) },
  select: {
    arity: 2,
    run: ({ client, state }, args) => {
      const index = databaseIndex(arg(args, 0));
      if (index < 0 || index >= state.databases.length) throw err('DB index is out of range');
      client.dbIndex = index;
      return ok;
    },
  },
  auth: {
    arity: -2,
    noScript: true,
    run: (_context, args) => {
      if (args.length > 2) throw syntaxError();
      checkPassword(args);
      return ok;
    },
  },
  hello: { arity: -1, noScript: true, run: hello },
  quit: {
    arity: -1,
    whileSubscribed: true,
    notQueued: true,
    noScript: true,
    run: ({ client }) => {
      client.send(ok);
      client.close();
      return [];
    },
  },
  client: container(
    'client',
    {
      id: { arity: 2, run: ({ client }) => client.id },
      getname: { arity: 2, run: ({ client }) => (client.name === '' ? null : client.name) },
      setname: {
        arity: 3,
        run: ({ client }, args) => {
          client.name = checkedName(arg(args, 0));
          return ok;
        },
      },
      info: { arity: 2, run: ({ client }) => `${describe(client)}\n` },
      list: { arity: -2, run: listClients },
    },
    { noScript: true },
  ),
};

/** Reads a database number; whether there is such a one is the caller's to check. */
function databaseIndex(text: string): number {
  const value = parseInt64(text);
  if (value === undefined) throw notAnInteger();
  if (BigInt.asIntN(32, value) !== value) throw err('value is out of range, value must between -2147483648 and 2147483647');
  return Number(value);
}

/** There are no passwords here; a client that has one is told so in Redis's words, except for the default user, who needs none. */
function checkPassword(words: readonly string[]): void {
  if (words.length === 1) {
    throw err('AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?');
  }
  if (words[0] !== 'default') throw new RedisError('WRONGPASS invalid username-password pair or user is disabled.');
}

/** Only RESP2 is spoken: clients that ask for RESP3 fall back when they are refused with NOPROTO. */
function hello({ client }: CommandContext, args: readonly string[]): Reply {
  if (args.length > 0) {
    const version = parseInt64(arg(args, 0));
    if (version === undefined) throw err('Protocol version is not an integer or out of range');
    if (version !== 2n) throw new RedisError('NOPROTO unsupported protocol version');
  }
  for (let i = 1; i < args.length;) {
    const word = arg(args, i).toUpperCase();
    if (word === 'AUTH' && i + 2 < args.length) {
      checkPassword(args.slice(i + 1, i + 3));
      i += 3;
    } else if (word === 'SETNAME' && i + 1 < args.length) {
      client.name = checkedName(arg(args, i + 1));
      i += 2;
    } else throw err(`Syntax error in HELLO option '${arg(args, i)}'`);
  }
  return ['server', 'redis', 'version', serverVersion, 'proto', 2, 'id', client.id, 'mode', 'standalone', 'role', 'master', 'modules', []];
}

/** A connection's name may hold only what can be listed without confusion. */
function checkedName(name: string): string {
  if (/[^!-~]/.test(name)) throw err('Client names cannot contain spaces, newlines or special characters.');
  return name;
}

/** What CLIENT INFO and CLIENT LIST say; BullMQ finds its workers by their names in there. */
function describe(client: Client): string {
  const now = Date.now();
  const flags = client.isSubscriber ? 'P' : client.blocked !== undefined ? 'b' : client.transaction !== undefined ? 'x' : 'N';
  const fields: Record<string, string | number> = {
    ...{ id: client.id, addr: client.address, laddr: client.localAddress, fd: 8, name: client.name },
    age: Math.floor((now - client.createdAt) / 1000),
    idle: Math.floor((now - client.lastActiveAt) / 1000),
    ...{ flags, db: client.dbIndex, sub: client.channels.size, psub: client.patterns.size, ssub: 0 },
    multi: client.transaction?.length ?? -1,
    ...{ qbuf: 0, 'qbuf-free': 0, 'argv-mem': 0, 'multi-mem': 0, rbs: 0, rbp: 0, obl: 0, oll: 0, omem: 0, 'tot-mem': 0 },
    ...{ events: 'r', cmd: client.lastCommand, user: 'default', redir: -1, resp: 2 },
  };
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');
}

function listClients({ state }: CommandContext, args: readonly string[]): Reply {
  if (args.length > 0) throw syntaxError();
  return [...state.clients.values()].map((client) => `${describe(client)}\n`).join('');
}

export const pubSubCommands: CommandFamily = {
  subscribe: subscription(-2, ({ state, client }, args) => {
    for (const channel of args) {
      state.pubSub.subscribe(client, channel);
      client.send(['subscribe', channel, countOf(client)]);
    }
    return noReply;
  }),
  unsubscribe: subscription(-1, ({ state, client }, args) => {
    const channels = args.length > 0 ? args : [...client.channels];
    if (channels.length === 0) client.send(['unsubscribe', null, countOf(client)]);
    for (const channel of channels) {
      state.pubSub.unsubscribe(client, channel);
      client.send(['unsubscribe', channel, countOf(client)]);
    }
    return noReply;
  }),
  psubscribe: subscription(-2, ({ state, client }, args) => {
    for (const pattern of args) {
      state.pubSub.subscribePattern(client, pattern);
      client.send(['psubscribe', pattern, countOf(client)]);
    }
    return noReply;
  }),
  punsubscribe: subscription(-1, ({ state, client }, args) => {
    const patterns = args.length > 0 ? args : [...client.patterns];
    if (patterns.length === 0) client.send(['punsubscribe', null, countOf(client)]);
    for (const pattern of patterns) {
      state.pubSub.unsubscribePattern(client, pattern);
      client.send(['punsubscribe', pattern, countOf(client)]);
    }
    return noReply;
  }),
  publish: { arity: 3, run: ({ state }, args) => state.pubSub.publish(arg(args, 0), arg(args, 1)) },
  pubsub: container('pubsub', {
    channels: {
      arity: -2,
      run: ({ state, word = '' }, args) => {
        if (args.length > 1) throw err(`unknown subcommand or wrong number of arguments for '${word}'. Try PUBSUB HELP.`);
        return state.pubSub.channelNames().filter(globMatcher(args[0] ?? '*'));
      },
    },
    numsub: { arity: -2, run: ({ state }, args) => args.flatMap((channel): Reply[] => [channel, state.pubSub.listenerCount(channel)]) },
    numpat: { arity: 2, run: ({ state }) => state.pubSub.patternCount },
  }),
};

function subscription(arity: number, run: Command['run']): Command {
  return { arity, noScript: true, whileSubscribed: true, subscribes: true, run };
}

const countOf = (client: CommandContext['client']): number => client.channels.size + client.patterns.size;

export const transactionCommands: CommandFamily = {
  multi: atOnce(1, ({ client }) => {
    if (client.transaction !== undefined) throw err('MULTI calls can not be nested');
    client.transaction = [];
    return ok;
  }),
  exec: atOnce(1, exec),
  discard: atOnce(1, ({ state, client }) => {
    if (client.transaction === undefined) throw err('DISCARD without MULTI');
    endTransaction(client);
    state.watches.unwatchAll(client);
    return ok;
  }),
  watch: atOnce(-2, ({ state, client, db }, args) => {
    if (client.transaction !== undefined) throw err('WATCH inside MULTI is not allowed');
    for (const key of args) state.watches.watch(client, db, key);
    return ok;
  }),
  unwatch: {
    arity: 1,
    noScript: true,
    run: ({ state, client }) => {
      state.watches.unwatchAll(client);
      return ok;
    },
  },
};

function atOnce(arity: number, run: Command['run']): Command {
  return { arity, run, noScript: true, notQueued: true };
}

function exec({ state, client, call }: CommandContext): Reply {
  const commands = client.transaction;
  if (commands === undefined) throw err('EXEC without MULTI');
  const aborted = client.transactionAborted;
  const broken = state.watches.isBroken(client);
  endTransaction(client);
  state.watches.unwatchAll(client);
  if (aborted) throw new RedisError('EXECABORT Transaction discarded because of previous errors.');
  if (broken) return nilArray;
  return commands.map(({ name, args }) => {
    try {
      return call(name, args);
    } catch (error) {
      if (error instanceof RedisError) return error;
      throw error;
    }
  });
}

function endTransaction(client: CommandContext['client']): void {
  client.transaction = undefined;
  client.transactionAborted = false;
}
