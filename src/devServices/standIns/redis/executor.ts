import { BlockRequest } from './blocking';
import type { Client } from './client';
import { noReply, type Command } from './command';
import { commandTable } from './commandTable';
import { printed } from './cText';
import { findSubcommand } from './subcommands';
import type { RedisState } from './redisState';
import { err, queued, RedisError, wrongArity, type Reply } from './reply';

/** Carries out one command a client sent, and answers it. */
export function execute(state: RedisState, client: Client, parts: readonly string[]): void {
  const [rawName = '', ...args] = parts;
  const name = rawName.toLowerCase();
  client.lastCommand = name;
  client.lastActiveAt = Date.now();
  state.tick();
  state.commandsProcessed++;
  try {
    const command = lookUp(rawName, args);
    refuseWhileSubscribed(client, name, command);
    if (client.transaction !== undefined && command.notQueued !== true) {
      client.transaction.push({ name, args });
      client.send(queued);
      return;
    }
    const reply = command.run({ state, client, db: state.databaseOf(client), name, inScript: false }, args);
    if (reply instanceof BlockRequest) state.blocked.block(client, state.databaseOf(client), reply);
    else if (reply !== noReply) client.send(reply);
  } catch (error) {
    if (!(error instanceof RedisError)) throw error;
    if (client.transaction !== undefined) client.transactionAborted = true;
    client.send(error);
  }
  state.blocked.serve();
}

/** Runs a command inside a transaction or a script, where nothing may wait; errors are thrown. */
export function callWithin(state: RedisState, client: Client, name: string, args: readonly string[], inScript = false): Reply {
  const command = lookUp(name, args);
  if (command.subscribes === true) throw err(`${name} inside MULTI is not supported by the built-in stand-in`);
  const reply = command.run({ state, client, db: state.databaseOf(client), name: name.toLowerCase(), inScript }, args);
  if (reply instanceof BlockRequest) return reply.refusedReply;
  return reply === noReply ? null : reply;
}

/** Finds a command and checks the number of its arguments. */
export function lookUp(name: string, args: readonly string[]): Command {
  const command = commandTable().get(name.toLowerCase());
  if (command === undefined) throw unknownCommand(name, args);
  const count = args.length + 1;
  if (command.arity >= 0 ? count !== command.arity : count < -command.arity) throw wrongArity(name.toLowerCase());
  const [word = '', ...rest] = args;
  if (command.subcommands !== undefined) findSubcommand(name.toLowerCase(), command.subcommands, word, rest.length);
  return command;
}

function unknownCommand(name: string, args: readonly string[]): RedisError {
  let shown = '';
  for (const argument of args) {
    if (shown.length >= 128) break;
    shown += `'${printed(argument, 128 - shown.length)}' `;
  }
  return err(`unknown command '${printed(name)}', with args beginning with: ${shown}`);
}

function refuseWhileSubscribed(client: Client, name: string, command: Command): void {
  if (!client.isSubscriber || command.whileSubscribed === true) return;
  throw err(`Can't execute '${name}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`);
}
