import './luaNumbers';
import { createHash } from 'node:crypto';
import lua from 'fengari/src/lua.js';
import auxiliary from 'fengari/src/lauxlib.js';
import { TookTooLong, within } from '../../interruptible';
import { formatG } from '../numbers';
import { err, RedisError, type Reply } from '../resp';
import { serverVersion } from '../redisState';
import type { LuaState } from './fengariApi';
import { fromBytes, fromLua, LuaError, LuaTable, pushData, readData, readText, toBytes, toLua, type LuaData } from './luaData';
import { createSandbox, pushFunction, raise, setField } from './luaVm';

/** Carries out a command for a script; throws {@link RedisError}. */
export type ScriptCall = (name: string, args: readonly string[]) => Reply;

const defaultLimit = 5000;
/** A script that goes on after its time is within one instruction, such as the search for a pattern: nothing of it is kept then. */
const moreForOneInstruction = 3000;
const instructionsBetweenLooks = 10_000;

/** Runs scripts, one at a time, in one sandbox that they share. */
export class ScriptEngine {
  private L: LuaState;
  private readonly compiled = new Map<string, number>();
  private call: ScriptCall = () => {
    throw err('no script runs');
  };

  constructor(
    private readonly timeLimit = defaultLimit,
    private readonly hardLimit = timeLimit + moreForOneInstruction,
  ) {
    this.L = this.begin();
  }

  private begin(): LuaState {
    return createSandbox((L) => {
      this.fillRedisLibrary(L);
    });
  }

  /** Checks that a script compiles and keeps it. */
  compile(sha: string, source: string): void {
    if (this.compiled.has(sha)) return;
    const { L } = this;
    if (auxiliary.luaL_loadbuffer(L, toBytes(source), null, toBytes('@user_script')) !== lua.LUA_OK) {
      // 5.1 quotes the end of the file where 5.3 does not.
      const message = readText(L, -1).replace('near <eof>', "near '<eof>'");
      lua.lua_settop(L, 1);
      throw err(`Error compiling script (new function): ${message}`);
    }
    this.compiled.set(sha, auxiliary.luaL_ref(L, lua.LUA_REGISTRYINDEX));
  }

  /** Forgets all compiled scripts. */
  flush(): void {
    for (const reference of this.compiled.values()) auxiliary.luaL_unref(this.L, lua.LUA_REGISTRYINDEX, reference);
    this.compiled.clear();
  }

  /** Runs a compiled script and converts what it returns. */
  run(sha: string, keys: readonly string[], args: readonly string[], call: ScriptCall): Reply {
    const { L } = this;
    const reference = this.compiled.get(sha);
    if (reference === undefined) throw new Error(`script ${sha} was not compiled`);
    const outer = this.call;
    this.call = call;
    this.stopAfter(this.timeLimit);
    try {
      setHidden(L, 'KEYS', keys);
      setHidden(L, 'ARGV', args);
      lua.lua_pushcfunction(L, describeError);
      lua.lua_rawgeti(L, lua.LUA_REGISTRYINDEX, reference);
      const status = within(this.hardLimit, () => lua.lua_pcall(L, 0, 1, 2));
      const result = readData(L, -1);
      if (status !== lua.LUA_OK) throw failure(sha, result);
      return fromLua(result);
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error;
      // The interpreter was left in the middle of something. Each script is compiled again when it is called.
      this.compiled.clear();
      this.L = this.begin();
      throw err(tookTooLong(this.timeLimit));
    } finally {
      lua.lua_sethook(L, () => undefined, 0, 0);
      lua.lua_settop(L, 1);
      this.call = outer;
    }
  }

  /**
   * A script that never ends would block every client; Redis answers BUSY, the stand-in stops the script. One that catches the error does
   * not go on: the next instruction raises it again.
   */
  private stopAfter(milliseconds: number): void {
    const end = Date.now() + milliseconds;
    const check = (L: LuaState): void => {
      if (Date.now() <= end) return;
      lua.lua_sethook(L, check, lua.LUA_MASKCOUNT, 1);
      raise(L, tookTooLong(milliseconds));
    };
    lua.lua_sethook(this.L, check, lua.LUA_MASKCOUNT, instructionsBetweenLooks);
  }

  private fillRedisLibrary(L: LuaState): void {
    setField(L, 'call', () => {
      this.pushCall(L, true);
    });
    setField(L, 'pcall', () => {
      this.pushCall(L, false);
    });
    const constants = {
      LOG_DEBUG: 0,
      LOG_VERBOSE: 1,
      LOG_NOTICE: 2,
      LOG_WARNING: 3,
      REPL_NONE: 0,
      REPL_AOF: 1,
      REPL_SLAVE: 2,
      REPL_REPLICA: 2,
      REPL_ALL: 3,
      REDIS_VERSION: serverVersion,
      REDIS_VERSION_NUM: 0x0007000f,
    };
    for (const [name, value] of Object.entries(constants))
      setField(L, name, () => {
        pushData(L, value);
      });
    for (const [name, run] of Object.entries(helpers))
      setField(L, name, () => {
        pushFunction(L, run);
      });
  }

  private pushCall(L: LuaState, raises: boolean): void {
    lua.lua_pushcfunction(L, (state) => {
      const count = lua.lua_gettop(state);
      const reply = this.carryOut(Array.from({ length: count }, (_, index) => readData(state, index + 1)));
      pushData(state, toLua(reply));
      if (raises && reply instanceof RedisError) return lua.lua_error(state);
      return 1;
    });
  }

  private carryOut(values: readonly LuaData[]): Reply {
    try {
      if (values.length === 0) throw err('Please specify at least one argument for this redis lib call');
      const [name = '', ...args] = values.map(commandArgument);
      return this.call(name, args);
    } catch (error) {
      if (error instanceof RedisError) return error;
      throw error;
    }
  }
}

const tookTooLong = (milliseconds: number): string => `the script ran for more than ${String(milliseconds / 1000)} seconds and was stopped`;

/** SHA-1 of a binary string, in hex. */
export function sha1(text: string): string {
  return createHash('sha1').update(text, 'latin1').digest('hex');
}

const helpers: Readonly<Record<string, (args: readonly LuaData[]) => readonly LuaData[]>> = {
  sha1hex: (args) => {
    if (args.length !== 1) throw new LuaError('wrong number of arguments');
    return [sha1(textOf(args[0]) ?? '')];
  },
  error_reply: ([message]) => {
    const text = textOf(message);
    if (text === undefined) throw new LuaError('wrong number or type of arguments');
    return [toLua(new RedisError(withCode(text)))];
  },
  status_reply: ([message]) => {
    const text = textOf(message);
    if (text === undefined) throw new LuaError('wrong number or type of arguments');
    return [toLua({ ok: text })];
  },
  log: () => [],
  set_repl: () => [],
  replicate_commands: () => [true],
  breakpoint: () => [false],
  debug: () => [],
  setresp: ([version]) => {
    if (version !== 2) throw new LuaError('RESP version must be 2: the built-in stand-in does not speak RESP3.');
    return [];
  },
};

/** An error of a script needs a code in front; a single word is the message of a generic one. */
function withCode(text: string): string {
  const message = text.startsWith('-') ? text.slice(1) : text;
  return message.includes(' ') ? message : `ERR ${message}`;
}

function textOf(value: LuaData): string | undefined {
  if (typeof value === 'number') return formatG(value, 14);
  return typeof value === 'string' ? value : undefined;
}

function commandArgument(value: LuaData): string {
  if (typeof value === 'string') return value;
  // The result of 0/0 has its sign bit set on the processors that Redis runs on.
  if (typeof value === 'number') return Number.isNaN(value) ? '-nan' : formatG(value, 17);
  throw err('Lua redis lib command arguments must be strings or integers');
}

function setHidden(L: LuaState, name: string, values: readonly string[]): void {
  pushData(L, name);
  pushData(L, values);
  lua.lua_rawset(L, 1);
}

/** Turns whatever was raised into a table that also says where, as Redis's own handler does. */
function describeError(L: LuaState): number {
  const raised = readData(L, 1);
  const info = new lua.lua_Debug();
  let line: number | undefined;
  // The innermost function of the script itself: those above it are the libraries'.
  for (let level = 1; line === undefined && lua.lua_getstack(L, level, info) !== 0; level++) {
    lua.lua_getinfo(L, toBytes('Sl'), info);
    const isScript = info.source !== undefined && fromBytes(info.source).startsWith('@user_script');
    if (isScript) line = info.currentline;
  }
  const message = typeof raised === 'string' || typeof raised === 'number' ? String(raised) : 'nil';
  pushData(L, [errorText(raised) ?? `ERR ${asLua51(message)}`, line]);
  return 1;
}

/** 5.3 says `index a nil value (local 'a')` where 5.1 says `index local 'a' (a nil value)`. */
function asLua51(message: string): string {
  return message.replace(/attempt to (\w+(?: \w+)?) (a \w+ value) \((\w+ '[^']*')\)/, 'attempt to $1 $3 ($2)');
}

function errorText(raised: LuaData): string | undefined {
  const reply = fromLua(raised);
  return reply instanceof RedisError ? reply.message : undefined;
}

function failure(sha: string, raised: LuaData): RedisError {
  const [message, line] = [1, 2].map((index) =>
    raised instanceof LuaTable ? raised.entries.find(([key]) => key === index)?.[1] : undefined,
  );
  const text = typeof message === 'string' ? message : 'ERR the script failed';
  return new RedisError(`${text} script: ${sha}, on @user_script:${String(typeof line === 'number' ? line : 1)}.`);
}
