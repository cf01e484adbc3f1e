import { type Command, type CommandContext, type CommandFamily } from '../command';
import { err, nilArray, ok, RedisError, type Reply } from '../reply';

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
