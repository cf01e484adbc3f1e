import { BlockRequest, type Client } from './client';
import { findSubcommand, noReply, standInHint, takes, type Command } from './command';
import { connectionCommands, pubSubCommands, transactionCommands } from './commands/connection';
import { hashCommands, setCommands } from './commands/hashesAndSets';
import { hyperLogLogCommands } from './commands/hyperLogLogs';
import { keyCommands } from './commands/keys';
import { listCommands } from './commands/lists';
import { scriptingCommands } from './commands/scripting';
import { serverCommands } from './commands/server';
import { sortedSetCommands } from './commands/sortedSets';
import { sortedSetRangeCommands } from './commands/sortedSetRanges';
import { streamCommands } from './commands/streams';
import { stringCommands } from './commands/strings';
import type { RedisState } from './redisState';
import { err, printed, queued, RedisError, wrongArity, type Reply } from './resp';

/** Every command by its lower-case name. Which ones, and what for: see commands.md. */
const commands: ReadonlyMap<string, Command> = new Map(
  [
    ...[connectionCommands, serverCommands, keyCommands, stringCommands, hashCommands, listCommands, setCommands],
    ...[sortedSetCommands, sortedSetRangeCommands, streamCommands, hyperLogLogCommands],
    ...[pubSubCommands, transactionCommands, scriptingCommands],
  ].flatMap((family) => Object.entries(family)),
);

/** How a request of HTTP begins, or goes on: a page in a browser sends one to any port it likes, with commands in its body. */
const webWords: ReadonlySet<string> = new Set(['post', 'host:']);

function warnOfWeb(state: RedisState): void {
  if (state.now() - state.warnedOfWebAt < 60_000) return;
  state.warnedOfWebAt = state.now();
  process.stderr.write(
    'Possible SECURITY ATTACK detected. It looks like somebody is sending POST or Host: commands to Redis. The connection was closed.\n',
  );
}

/** Carries out one command a client sent, and answers it. */
export function execute(state: RedisState, client: Client, parts: readonly string[]): void {
  const [rawName = '', ...args] = parts;
  const name = rawName.toLowerCase();
  if (webWords.has(name)) {
    warnOfWeb(state);
    client.hangUp();
    return;
  }
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
    const reply = run(state, client, command, name, args, false);
    if (reply instanceof BlockRequest) state.blocked.block(client, state.databaseOf(client), reply);
    else if (reply !== noReply) client.send(reply);
  } catch (error) {
    if (!(error instanceof RedisError)) throw error;
    if (client.transaction !== undefined) client.transactionAborted = true;
    client.send(error);
  }
  state.blocked.serve();
  state.log?.commit(state.now());
}

/** Carries out a command of the log once more, as a part of a step that was one; what it answers is known. */
export function repeat(state: RedisState, client: Client, name: string, args: readonly string[]): void {
  try {
    callWithin(state, client, name, args, false);
  } catch (error) {
    // It failed half-way the first time, too.
    if (!(error instanceof RedisError)) throw error;
  }
}

/** Runs a command inside a transaction or a script, where nothing may wait; errors are thrown. */
function callWithin(state: RedisState, client: Client, name: string, args: readonly string[], inScript: boolean): Reply {
  const command = lookUp(name, args);
  if (command.subscribes === true) throw err(`${name} inside MULTI is not supported by the built-in stand-in`);
  const reply = run(state, client, command, name.toLowerCase(), args, inScript);
  if (reply instanceof BlockRequest) return reply.refusedReply;
  return reply === noReply ? null : reply;
}

function run(
  state: RedisState,
  client: Client,
  command: Command,
  name: string,
  args: readonly string[],
  inScript: boolean,
): ReturnType<Command['run']> {
  const db = state.databaseOf(client);
  const before = state.changes;
  const call = (inner: string, words: readonly string[], fromScript = inScript): Reply =>
    callWithin(state, client, inner, words, fromScript);
  try {
    return command.run({ state, client, db, name, inScript, commands, call }, args);
  } finally {
    if (command.write === true && state.changes !== before) state.log?.note(db.index, name, args);
  }
}

/** Finds a command and checks the number of its arguments. */
function lookUp(name: string, args: readonly string[]): Command {
  const command = commands.get(name.toLowerCase());
  if (command === undefined) throw unknownCommand(name, args);
  if (!takes(command, args.length + 1)) throw wrongArity(name.toLowerCase());
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
  return err(`unknown command '${printed(name)}', with args beginning with: ${shown}${standInHint}`);
}

function refuseWhileSubscribed(client: Client, name: string, command: Command): void {
  if (!client.isSubscriber || command.whileSubscribed === true) return;
  throw err(`Can't execute '${name}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`);
}
