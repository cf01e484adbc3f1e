import './luaNumbers';
import lua from 'fengari/src/lua.js';
import type { LuaState } from './fengariApi';

/** A value taken out of Lua: binary strings, doubles, tables as their pairs. `null` is `cjson.null`. */
export type LuaData = undefined | null | boolean | number | string | LuaTable | LuaOther | readonly LuaData[];

/** A table as a list of its pairs, in Lua's order. */
export class LuaTable {
  constructor(readonly entries: readonly (readonly [LuaData, LuaData])[]) {}
}

/** A function, a coroutine: what can only live within Lua. */
export class LuaOther {
  constructor(readonly typeName: string) {}
}

/** What `cjson.null` is in Lua: a light userdata, equal to nothing else. */
const nullMark = { name: 'null' };
const maxDepth = 200;

/** Raised for tables that are nested too deeply, or in a circle. */
export class TooDeepError extends Error {
  override name = 'TooDeepError';
}

/** Binary string to Lua's bytes. */
export function toBytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

/** Lua's bytes to a binary string. */
export function fromBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** Puts a value on the stack. */
export function pushData(L: LuaState, data: LuaData): void {
  if (data === undefined) lua.lua_pushnil(L);
  else if (data === null) lua.lua_pushlightuserdata(L, nullMark);
  else if (typeof data === 'boolean') lua.lua_pushboolean(L, data);
  else if (typeof data === 'number') lua.lua_pushnumber(L, data);
  else if (typeof data === 'string') lua.lua_pushstring(L, toBytes(data));
  else if (data instanceof LuaTable) pushTable(L, data);
  else if (data instanceof LuaOther) throw new Error(`cannot make a ${data.typeName}`);
  else {
    lua.lua_createtable(L, data.length, 0);
    data.forEach((item, index) => {
      pushData(L, item);
      lua.lua_rawseti(L, -2, index + 1);
    });
  }
}

function pushTable(L: LuaState, { entries }: LuaTable): void {
  lua.lua_createtable(L, 0, entries.length);
  for (const [key, value] of entries) {
    pushData(L, key);
    pushData(L, value);
    lua.lua_rawset(L, -3);
  }
}

/** Reads the value at an index of the stack, with all that is within it. */
export function readData(L: LuaState, index: number, depth = 0): LuaData {
  const at = lua.lua_absindex(L, index);
  switch (lua.lua_type(L, at)) {
    case lua.LUA_TNIL:
      return undefined;
    case lua.LUA_TBOOLEAN:
      return lua.lua_toboolean(L, at);
    case lua.LUA_TNUMBER:
      return lua.lua_tonumber(L, at);
    case lua.LUA_TSTRING:
      return fromBytes(lua.lua_tostring(L, at) ?? new Uint8Array());
    case lua.LUA_TTABLE:
      return readTable(L, at, depth);
    case lua.LUA_TLIGHTUSERDATA:
      return null;
    default:
      return new LuaOther('function');
  }
}

function readTable(L: LuaState, at: number, depth: number): LuaTable {
  if (depth >= maxDepth) throw new TooDeepError('table is nested too deeply');
  const entries: [LuaData, LuaData][] = [];
  lua.lua_pushnil(L);
  while (lua.lua_next(L, at) !== 0) {
    entries.push([readData(L, -2, depth + 1), readData(L, -1, depth + 1)]);
    lua.lua_pop(L, 1);
  }
  return new LuaTable(entries);
}

/** The items of a table whose keys are exactly 1…n, else undefined. */
export function asSequence(table: LuaTable): LuaData[] | undefined {
  const items: LuaData[] = new Array<LuaData>(table.entries.length);
  for (const [key, value] of table.entries) {
    if (typeof key !== 'number' || !Number.isInteger(key) || key < 1 || key > items.length) return undefined;
    items[key - 1] = value;
  }
  return items;
}

/** The text at an index of the stack, for messages; whatever is no text or number is named by its type. */
export function readText(L: LuaState, index: number): string {
  const data = readData(L, index);
  return typeof data === 'string' || typeof data === 'number' ? String(data) : typeof data;
}
