import type { BlockRequest, Client } from './client';
import type { Database } from './database';
import type { RedisState } from './redisState';
import { err, printed, wrongArity, type Reply } from './resp';

/** What a command works with. */
export interface CommandContext {
  readonly state: RedisState;
  readonly client: Client;
  readonly db: Database;
  /** The command's name in lower case, for messages. */
  readonly name: string;
  /** A subcommand as the client wrote it. */
  readonly word?: string;
  /** Whether a script calls the command. */
  readonly inScript: boolean;
  /** All commands there are, by lower-case name. */
  readonly commands: ReadonlyMap<string, Command>;
  /** Runs another command as a part of this one, where nothing may wait; errors are thrown. */
  readonly call: (name: string, args: readonly string[], fromScript?: boolean) => Reply;
}

/** Carries out a command; `args` leaves out the name. */
export type Handler = (context: CommandContext, args: readonly string[]) => Reply | BlockRequest | typeof noReply;

/** For commands that have sent their answers themselves, such as SUBSCRIBE. */
export const noReply = Symbol('no reply');

/** A command as the table knows it. */
export interface Command {
  /** Number of arguments with the name; negative for "at least". */
  readonly arity: number;
  readonly run: Handler;
  /** May not be called by a script. */
  readonly noScript?: boolean;
  /** Answered to a subscribed connection as well. */
  readonly whileSubscribed?: boolean;
  /** Carried out at once inside MULTI. */
  readonly notQueued?: boolean;
  /** Answers by messages of its own, which have no place within EXEC's one answer. */
  readonly subscribes?: boolean;
  /** The commands within, of one such as CONFIG. */
  readonly subcommands?: CommandFamily;
  /** Changes data itself, and would change it alike when it is repeated: the log keeps it as it was sent. */
  readonly write?: boolean;
}

/** A family of commands, by lower-case name. */
export type CommandFamily = Readonly<Record<string, Command>>;

/** A command that only reads. */
export function read(arity: number, run: Handler): Command {
  return { arity, run };
}

/** A command that changes data. */
export function write(arity: number, run: Handler): Command {
  return { arity, run, write: true };
}

/** The argument at an index that the arity has made sure of. */
export function arg(args: readonly string[], index: number): string {
  const value = args[index];
  if (value === undefined) throw new Error(`argument ${String(index)} is missing though the arity was checked`);
  return value;
}

/** Walks the arguments in pairs, such as field and value. */
export function* pairs(args: readonly string[], from = 0): Generator<readonly [string, string]> {
  for (let i = from; i + 1 < args.length; i += 2) yield [arg(args, i), arg(args, i + 1)];
}

/** Said behind Redis's own words wherever a command is not there. */
export const standInHint = '; this is the built-in stand-in, with the commands that the projects use: install Redis to have all';

/** A command such as CONFIG that only holds others; the arity of those counts both words. */
export function container(name: string, subcommands: CommandFamily, options: Partial<Command> = {}): Command {
  return {
    arity: -2,
    ...options,
    subcommands,
    run: (context: CommandContext, [word = '', ...args]) => {
      const subcommand = findSubcommand(name, subcommands, word, args.length);
      return subcommand.run({ ...context, name: `${name}|${word.toLowerCase()}`, word }, args);
    },
  };
}

/** Finds the command within another one, and checks the number of its arguments. */
export function findSubcommand(name: string, subcommands: CommandFamily, word: string, argumentCount: number): Command {
  const lower = word.toLowerCase();
  const subcommand = Object.hasOwn(subcommands, lower) ? subcommands[lower] : undefined;
  if (subcommand === undefined) throw err(`unknown subcommand '${printed(word)}'. Try ${name.toUpperCase()} HELP.${standInHint}`);
  if (!takes(subcommand, argumentCount + 2)) throw wrongArity(`${name}|${lower}`);
  return subcommand;
}

/** Whether a command can have so many words, its name among them. */
export function takes({ arity }: Command, count: number): boolean {
  return arity >= 0 ? count === arity : count >= -arity;
}
