import type { Client } from '../client';
import { arg, container, type CommandContext, type CommandFamily } from '../command';
import { parseInt64 } from '../numbers';
import { serverVersion } from '../redisState';
import { err, notAnInteger, ok, RedisError, Status, syntaxError, wrongArity, type Reply } from '../reply';

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
