import { arg, type CommandContext, type CommandFamily } from '../command';
import { commandTable } from '../commandTable';
import { callWithin } from '../executor';
import { ScriptEngine, sha1 } from '../lua/scriptEngine';
import { integerArgument } from '../numbers';
import type { RedisState } from '../redisState';
import { err, ok, RedisError, type Reply } from '../reply';
import { container } from '../subcommands';

export const scriptingCommands: CommandFamily = {
  eval: { arity: -3, noScript: true, run: (context, args) => evaluate(context, args, false) },
  eval_ro: { arity: -3, noScript: true, run: (context, args) => evaluate(context, args, true) },
  evalsha: { arity: -3, noScript: true, run: (context, args) => evaluateSha(context, args, false) },
  evalsha_ro: { arity: -3, noScript: true, run: (context, args) => evaluateSha(context, args, true) },
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

function evaluate(context: CommandContext, args: readonly string[], readOnly: boolean): Reply {
  const source = arg(args, 0);
  const sha = sha1(source);
  const parameters = splitParameters(args.slice(1));
  engineOf(context.state).compile(sha, source);
  context.state.scripts.set(sha, source);
  return run(context, sha, parameters, readOnly);
}

function evaluateSha(context: CommandContext, args: readonly string[], readOnly: boolean): Reply {
  const sha = arg(args, 0).toLowerCase();
  const parameters = splitParameters(args.slice(1));
  const source = context.state.scripts.get(sha);
  if (source === undefined) throw new RedisError('NOSCRIPT No matching script. Please use EVAL.');
  engineOf(context.state).compile(sha, source);
  return run(context, sha, parameters, readOnly);
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

function run(context: CommandContext, sha: string, { keys, values }: Parameters, readOnly: boolean): Reply {
  const { state, client } = context;
  const selected = client.dbIndex;
  try {
    return engineOf(state).run(sha, keys, values, (name, args) => {
      refuse(name, args, readOnly);
      return callWithin(state, client, name, args, true);
    });
  } finally {
    // SELECT within a script is over with the script.
    client.dbIndex = selected;
  }
}

function refuse(name: string, args: readonly string[], readOnly: boolean): void {
  const command = commandTable().get(name.toLowerCase());
  if (command === undefined) throw err('Unknown Redis command called from script');
  const wrongCount = (arity: number, count: number): boolean => (arity >= 0 ? count !== arity : count < -arity);
  const within = command.subcommands;
  const subcommand = within === undefined ? undefined : within[args[0]?.toLowerCase() ?? ''];
  if (within !== undefined && args.length > 0 && subcommand === undefined) throw err('Unknown Redis command called from script');
  if (wrongCount(subcommand?.arity ?? command.arity, args.length + 1)) {
    throw err('Wrong number of args calling Redis command from script');
  }
  if (command.noScript === true) throw err('This Redis command is not allowed from script');
  if (readOnly && command.write === true) throw err('Write commands are not allowed from read-only scripts.');
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
