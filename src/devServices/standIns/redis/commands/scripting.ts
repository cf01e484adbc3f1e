import { arg, container, standInHint, takes, type CommandContext, type CommandFamily } from '../command';
import { ScriptEngine, sha1 } from '../lua/scriptEngine';
import { integerArgument } from '../numbers';
import type { RedisState } from '../redisState';
import { err, ok, RedisError, type Reply } from '../resp';

export const scriptingCommands: CommandFamily = {
  eval: { arity: -3, noScript: true, run: evaluate },
  evalsha: { arity: -3, noScript: true, run: evaluateSha },
  script: container(
    'script',
    {
      load: { arity: 3, run: load },
      exists: { arity: -3, run: ({ state }, args) => args.map((sha) => (state.scripts.has(sha.toLowerCase()) ? 1 : 0)) },
      flush: { arity: -2, run: flush },
    },
    { noScript: true },
  ),
};

const engines = new WeakMap<RedisState, ScriptEngine>();

/** The interpreter is made when the first script comes: most projects use none. */
function engineOf(state: RedisState): ScriptEngine {
  const engine = engines.get(state) ?? new ScriptEngine();
  engines.set(state, engine);
  return engine;
}

function evaluate(context: CommandContext, args: readonly string[]): Reply {
  const source = arg(args, 0);
  const sha = sha1(source);
  const parameters = splitParameters(args.slice(1));
  engineOf(context.state).compile(sha, source);
  context.state.scripts.set(sha, source);
  return run(context, sha, parameters);
}

function evaluateSha(context: CommandContext, args: readonly string[]): Reply {
  const sha = arg(args, 0).toLowerCase();
  const parameters = splitParameters(args.slice(1));
  const source = context.state.scripts.get(sha);
  if (source === undefined) throw new RedisError('NOSCRIPT No matching script. Please use EVAL.');
  engineOf(context.state).compile(sha, source);
  return run(context, sha, parameters);
}

interface Parameters {
  readonly keys: readonly string[];
  readonly values: readonly string[];
}

function splitParameters(args: readonly string[]): Parameters {
  const count = integerArgument(arg(args, 0));
  if (count > args.length - 1) throw err("Number of keys can't be greater than number of args");
  if (count < 0) throw err("Number of keys can't be negative");
  return { keys: args.slice(1, 1 + count), values: args.slice(1 + count) };
}

function run(context: CommandContext, sha: string, { keys, values }: Parameters): Reply {
  const { state, client, call } = context;
  const selected = client.dbIndex;
  try {
    return engineOf(state).run(sha, keys, values, (name, args) => {
      refuse(context, name, args);
      return call(name, args, true);
    });
  } finally {
    // SELECT within a script is over with the script.
    client.dbIndex = selected;
  }
}

function refuse({ commands }: CommandContext, name: string, args: readonly string[]): void {
  const unknown = (): RedisError => err(`Unknown Redis command called from script${standInHint}`);
  const command = commands.get(name.toLowerCase());
  if (command === undefined) throw unknown();
  const subcommand = command.subcommands?.[args[0]?.toLowerCase() ?? ''];
  if (command.subcommands !== undefined && args.length > 0 && subcommand === undefined) throw unknown();
  if (!takes(subcommand ?? command, args.length + 1)) throw err('Wrong number of args calling Redis command from script');
  if (command.noScript === true) throw err('This Redis command is not allowed from script');
}

function load({ state }: CommandContext, args: readonly string[]): Reply {
  const source = arg(args, 0);
  const sha = sha1(source);
  engineOf(state).compile(sha, source);
  state.scripts.set(sha, source);
  return sha;
}

function flush({ state }: CommandContext, args: readonly string[]): Reply {
  const mode = args[0]?.toUpperCase();
  if (args.length > 1 || (mode !== undefined && mode !== 'SYNC' && mode !== 'ASYNC')) {
    throw err('SCRIPT FLUSH only support SYNC|ASYNC option');
  }
  state.scripts.clear();
  engineOf(state).flush();
  return ok;
}
