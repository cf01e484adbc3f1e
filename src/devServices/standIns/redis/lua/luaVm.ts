import './luaNumbers';
import lua from 'fengari/src/lua.js';
import auxiliary from 'fengari/src/lauxlib.js';
import libraries from 'fengari/src/lualib.js';
import { cjson } from './cjson';
import { cmsgpack } from './cmsgpack';
import type { LuaState } from './fengariApi';
import { LuaError, pushData, readData, readText, toBytes, TooDeepError, type Library, type LibraryFunction } from './luaData';
import { luaFormat } from './luaFormat';

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
  const redisLibraries: Readonly<Record<string, Library>> = { cjson, cmsgpack };
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
  limitRepetition(L);
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

/** No text of a script is longer that is made of many: memory for it would be asked for at once, and all clients wait meanwhile. */
const longestText = 64 * 1024 * 1024;

function limitRepetition(L: LuaState): void {
  pushData(L, 'string');
  lua.lua_rawget(L, -2);
  lua.lua_getfield(L, -1, toBytes('rep'));
  const repeat = lua.lua_tocfunction(L, -1);
  lua.lua_pop(L, 1);
  setField(L, 'rep', () => {
    lua.lua_pushcfunction(L, (state) => {
      const [text, separator] = [1, 3].map((index) => (lua.lua_type(state, index) === lua.LUA_TSTRING ? readText(state, index).length : 0));
      const length = ((text ?? 0) + (separator ?? 0)) * lua.lua_tonumber(state, 2);
      return length > longestText ? raise(state, 'resulting string too large') : repeat(state);
    });
  });
  lua.lua_pop(L, 1);
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

/**
 * What Lua 5.1 has and 5.3 dropped, and the sandbox of Redis: scripts see the globals through a table that nobody can write to, and
 * asking for a global that is not there is an error. Runs once, with the hidden table of globals as its argument.
 */
const prelude = `
local G, raise = ...
G.unpack = table.unpack
G.loadstring = function(text, name) return load(text, name, 't') end
table.getn = function(t) return #t end
table.maxn = function(t) local most = 0 for k in pairs(t) do if type(k) == 'number' and k > most then most = k end end return most end
table.foreach = function(t, f) for k, v in pairs(t) do local r = f(k, v) if r ~= nil then return r end end end
table.foreachi = function(t, f) for i = 1, #t do local r = f(i, t[i]) if r ~= nil then return r end end end
math.pow = function(a, b) return a ^ b end
math.log10 = function(a) return math.log(a, 10) end
math.mod = math.fmod
local tostring53, pcall53, xpcall53 = tostring, pcall, xpcall
G.tostring = function(value) if type(value) == 'number' then return value .. '' end return tostring53(value) end
-- An error of a command is raised as a table; scripts that catch it expect the message.
local function caught(fine, e, ...) if not fine and type(e) == 'table' and e.err then return fine, e.err end return fine, e, ... end
G.pcall = function(...) return caught(pcall53(...)) end
G.xpcall = function(...) return caught(xpcall53(...)) end
string.gfind = string.gmatch
for _, name in ipairs({'print', 'dofile', 'loadfile', 'require'}) do G[name] = nil end

local function readonly() raise('Attempt to modify a readonly table') end
local function protect(t) return setmetatable({}, {__index = t, __newindex = readonly, __metatable = false}) end
for _, name in ipairs({'string', 'table', 'math', 'redis', 'cjson', 'cmsgpack'}) do G[name] = protect(G[name]) end
local getmeta = getmetatable
setmetatable(G, {__index = function(_, name) raise("Script attempted to access nonexistent global variable '" .. tostring(name) .. "'") end})
local globals = setmetatable({}, {__index = G, __newindex = readonly, __metatable = false})
rawset(G, '_G', globals)
local meta = getmeta('')
meta.__metatable = false
return globals
`;
