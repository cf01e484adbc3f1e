import { arg, type CommandContext, type CommandFamily } from '../command';
import { parseInt64 } from '../numbers';
import { err, ok, RedisError, Status, wrongArity, type Reply } from '../reply';
import { serverVersion } from '../serverVersion';
import { checkedName } from './clientNames';
import { clientCommand } from './clients';
import { databaseIndex } from './keys';
import { endTransaction } from './transactions';

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
      if (args.length > 2) throw err('syntax error');
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
  reset: {
    arity: 1,
    whileSubscribed: true,
    notQueued: true,
    noScript: true,
    run: ({ client, state }) => {
      endTransaction(client);
      state.watches.unwatchAll(client);
      state.pubSub.forget(client);
      client.dbIndex = 0;
      client.name = '';
      return new Status('RESET');
    },
  },
  client: clientCommand,
};

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
