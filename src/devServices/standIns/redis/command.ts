import type { BlockRequest } from './blocking';
import type { Client } from './client';
import type { Database } from './database';
import type { RedisState } from './redisState';
import type { Reply } from './reply';

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
  /** Changes data; a read-only script may not call it. */
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
