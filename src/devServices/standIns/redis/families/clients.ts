import type { Client } from '../client';
import { arg, type CommandContext } from '../command';
import { err, ok, RedisError, syntaxError, type Reply } from '../reply';
import { container } from '../subcommands';
import { integerArgument } from '../numbers';
import { checkedName } from './clientNames';

/** CLIENT and its subcommands. */
export const clientCommand = container(
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
    kill: { arity: -3, run: kill },
    unblock: { arity: -3, run: unblock },
    'no-evict': { arity: 3, run: () => ok },
  },
  { noScript: true },
);

function describe(client: Client): string {
  const now = Date.now();
  const flags = client.isSubscriber ? 'P' : client.blocked !== undefined ? 'b' : client.transaction !== undefined ? 'x' : 'N';
  const fields: Record<string, string | number> = {
    id: client.id,
    addr: client.address,
    laddr: client.localAddress,
    fd: 8,
    name: client.name,
    age: Math.floor((now - client.createdAt) / 1000),
    idle: Math.floor((now - client.lastActiveAt) / 1000),
    flags,
    db: client.dbIndex,
    sub: client.channels.size,
    psub: client.patterns.size,
    ssub: client.shardChannels.size,
    multi: client.transaction?.length ?? -1,
    qbuf: 0,
    'qbuf-free': 0,
    'argv-mem': 0,
    'multi-mem': 0,
    rbs: 0,
    rbp: 0,
    obl: 0,
    oll: 0,
    omem: 0,
    'tot-mem': 0,
    events: 'r',
    cmd: client.lastCommand,
    user: 'default',
    redir: -1,
    resp: 2,
  };
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');
}

function listClients(context: CommandContext, args: readonly string[]): Reply {
  let clients = [...context.state.clients.values()];
  const option = args[0]?.toUpperCase();
  if (option === 'TYPE' && args.length === 2) {
    const type = arg(args, 1).toLowerCase();
    if (!['normal', 'master', 'replica', 'slave', 'pubsub'].includes(type)) throw err(`Unknown client type '${arg(args, 1)}'`);
    clients = clients.filter((client) => (client.isSubscriber ? 'pubsub' : 'normal') === type);
  } else if (option === 'ID' && args.length > 1) {
    const ids = args.slice(1).map((text) => {
      if (!/^[1-9]\d*$/.test(text)) throw err('Invalid client ID');
      return Number(text);
    });
    clients = clients.filter((client) => ids.includes(client.id));
  } else if (option !== undefined) throw syntaxError();
  return clients.map((client) => `${describe(client)}\n`).join('');
}

function kill({ state, client }: CommandContext, args: readonly string[]): Reply {
  if (args.length === 1) {
    const victim = [...state.clients.values()].find((other) => other.address === args[0]);
    if (victim === undefined) throw err('No such client');
    victim.close();
    return ok;
  }
  let victims = [...state.clients.values()].filter((other) => other !== client);
  for (let i = 0; i < args.length; i += 2) {
    const [word, value] = [arg(args, i).toUpperCase(), args[i + 1]];
    if (value === undefined) throw syntaxError();
    if (word === 'ID') victims = victims.filter((other) => String(other.id) === value);
    else if (word === 'ADDR') victims = victims.filter((other) => other.address === value);
    else if (word === 'SKIPME') victims = value.toLowerCase() === 'no' ? [...victims, client] : victims;
    else throw syntaxError();
  }
  for (const victim of victims) victim.close();
  return victims.length;
}

function unblock({ state }: CommandContext, args: readonly string[]): Reply {
  const id = integerArgument(arg(args, 0));
  const how = args[1]?.toUpperCase() ?? 'TIMEOUT';
  if (how !== 'TIMEOUT' && how !== 'ERROR') throw err('CLIENT UNBLOCK reason should be TIMEOUT or ERROR');
  const target = state.clients.get(id);
  if (target?.blocked === undefined) return 0;
  const reply = how === 'ERROR' ? new RedisError('UNBLOCKED client unblocked via CLIENT UNBLOCK') : target.blocked.request.timeoutReply;
  return state.blocked.finish(target, reply) ? 1 : 0;
}
