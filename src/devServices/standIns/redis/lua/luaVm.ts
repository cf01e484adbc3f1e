import './luaNumbers';
import lua from 'fengari/src/lua.js';
import auxiliary from 'fengari/src/lauxlib.js';
import libraries from 'fengari/src/lualib.js';
import { bit } from './bit';
import { cjson } from './cjson';
import { cmsgpack } from './cmsgpack';
import type { LuaState } from './fengariApi';
import { pushData, readData, readText, toBytes, TooDeepError } from './luaData';
import { luaFormat } from './luaFormat';
import { LuaError, type Library, type LibraryFunction } from './luaLibrary';
import { prelude } from './prelude';
import { struct } from './struct';

const globalsIndex = 2;

/** Makes an interpreter with the libraries that Redis gives to scripts, in its sandbox. */
export function createSandbox(redisLibrary: (L: LuaState) => void): LuaState {
  const L = auxiliary.luaL_newstate();
  auxiliary.luaL_requiref(L, toBytes('_G'), libraries.luaopen_base, true);
  auxiliary.luaL_requiref(L, toBytes('table'), libraries.luaopen_table, true);
  auxiliary.luaL_requiref(L, toBytes('string'), libraries.luaopen_string, true);
  auxiliary.luaL_requiref(L, toBytes('math'), libraries.luaopen_math, true);
  lua.lua_settop(L, 0);
  lua.lua_rawgeti(L, lua.LUA_REGISTRYINDEX, globalsIndex);
  const redisLibraries: Readonly<Record<string, Library>> = { cjson, cmsgpack, struct, bit };
  for (const [name, library] of Object.entries(redisLibraries)) {
    pushLibrary(L, library);
    if (name === 'cjson')
      setField(L, 'null', () => {
        pushData(L, null);
      });
    lua.lua_setfield(L, -2, toBytes(name));
  }
  lua.lua_createtable(L, 0, 20);
  redisLibrary(L);
  lua.lua_setfield(L, -2, toBytes('redis'));
  replaceFunctions(L);
  setField(L, '_VERSION', () => {
    pushData(L, 'Lua 5.1');
  });
  runPrelude(L);
  return L;
}

/** Sets a field of the table on top of the stack. */
export function setField(L: LuaState, name: string, push: () => void): void {
  push();
  lua.lua_setfield(L, -2, toBytes(name));
}

/** Puts a function on the stack that works on plain values; what it throws as {@link LuaError} is raised in the script. */
export function pushFunction(L: LuaState, run: LibraryFunction): void {
  lua.lua_pushcfunction(L, (state) => {
    const results = attempt(() => {
      const args = Array.from({ length: lua.lua_gettop(state) }, (_, index) => readData(state, index + 1));
      return run(args);
    });
    if (results instanceof Error) return raise(state, results.message);
    for (const result of results) pushData(state, result);
    return results.length;
  });
}

/** Raises a message with the script's place in front, as Lua's own functions do. */
export function raise(L: LuaState, message: string): number {
  auxiliary.luaL_where(L, 1);
  const where = readData(L, -1);
  pushData(L, `${typeof where === 'string' ? where : ''}${message}`);
  return lua.lua_error(L);
}

function attempt<T>(work: () => T): T | Error {
  try {
    return work();
  } catch (error) {
    if (error instanceof LuaError || error instanceof TooDeepError) return error;
    throw error;
  }
}

function pushLibrary(L: LuaState, library: Library): void {
  lua.lua_createtable(L, 0, Object.keys(library).length);
  for (const [name, run] of Object.entries(library))
    setField(L, name, () => {
      pushFunction(L, run);
    });
}

/** Functions of Lua 5.3 whose results differ from those of 5.1. */
function replaceFunctions(L: LuaState): void {
  const replaced: readonly (readonly [string, string, LibraryFunction])[] = [
    ['string', 'format', (args) => [luaFormat(args)]],
    ['math', 'floor', ([value]) => [Math.floor(Number(value))]],
    ['math', 'ceil', ([value]) => [Math.ceil(Number(value))]],
  ];
  for (const [library, name, run] of replaced) {
    pushData(L, library);
    lua.lua_rawget(L, -2);
    setField(L, name, () => {
      pushFunction(L, run);
    });
    lua.lua_pop(L, 1);
  }
}

/** Leaves the protected table in place of the globals that chunks are loaded with. */
function runPrelude(L: LuaState): void {
  const status = auxiliary.luaL_loadbuffer(L, toBytes(prelude), null, toBytes('=prelude'));
  if (status !== lua.LUA_OK) throw new Error(`the prelude does not compile: ${readText(L, -1)}`);
  lua.lua_pushvalue(L, -2);
  // Level 2 is the script: level 1 is the function of the prelude that calls this.
  lua.lua_pushcfunction(L, (state) => {
    const message = readText(state, 1);
    auxiliary.luaL_where(state, 2);
    const where = readText(state, -1);
    pushData(state, `${where}${message}`);
    return lua.lua_error(state);
  });
  if (lua.lua_pcall(L, 2, 1, 0) !== lua.LUA_OK) throw new Error(`the prelude failed: ${readText(L, -1)}`);
  lua.lua_rawseti(L, lua.LUA_REGISTRYINDEX, globalsIndex);
  // The hidden table of globals stays at the bottom of the stack; scripts' KEYS and ARGV go there.
}
