import './luaNumbers';
import lua from 'fengari/src/lua.js';
import { NilArray, RedisError, Status, type Reply } from '../resp';
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

/** A mistake of the script, to be raised in Lua with the place it happened at. */
export class LuaError extends Error {
  override name = 'LuaError';
}

/** A function for Lua, written with plain values: takes the arguments, answers the results. */
export type LibraryFunction = (args: readonly LuaData[]) => readonly LuaData[];

/** The functions of a library, by name. */
export type Library = Readonly<Record<string, LibraryFunction>>;

/** The argument at an index as a string; numbers count as strings, as everywhere in Lua. */
export function stringArg(args: readonly LuaData[], index: number, name: string, format: (value: number) => string): string {
  const value = args[index];
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return format(value);
  throw badArgument(index, name, 'string', value);
}

/** The argument at an index as a number; a string that reads as one will do. */
export function numberArg(args: readonly LuaData[], index: number, name: string): number {
  const value = args[index];
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))) return Number(value);
  throw badArgument(index, name, 'number', value);
}

function badArgument(index: number, name: string, wanted: string, value: LuaData): LuaError {
  const got = value === undefined ? 'no value' : typeName(value);
  return new LuaError(`bad argument #${String(index + 1)} to '${name}' (${wanted} expected, got ${got})`);
}

function typeName(value: LuaData): string {
  if (value === undefined) return 'nil';
  if (value === null) return 'userdata';
  if (typeof value === 'object') return value instanceof LuaOther ? value.typeName : 'table';
  return typeof value;
}

/** A command's answer as a script sees it: nil is false, a status is `{ok=…}`, an error is `{err=…}`. */
export function toLua(reply: Reply | { readonly ok: string }): LuaData {
  if (typeof reply === 'string' || typeof reply === 'number') return reply;
  if (typeof reply === 'bigint') return Number(reply);
  if (reply === null || reply instanceof NilArray) return false;
  if (reply instanceof Status) return new LuaTable([['ok', reply.text]]);
  if (reply instanceof RedisError) return new LuaTable([['err', reply.message]]);
  if ('ok' in reply) return new LuaTable([['ok', reply.ok]]);
  return reply.map(toLua);
}

/** What a script returns as an answer: numbers lose their fraction, a list ends at its first nil. */
export function fromLua(value: LuaData): Reply {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return toInteger(value);
  if (value === true) return 1;
  if (value === undefined || value === null || value === false || value instanceof LuaOther) return null;
  if (!(value instanceof LuaTable)) return value.map(fromLua);
  const fields = new Map(value.entries);
  const error = fields.get('err');
  if (typeof error === 'string') return new RedisError(error);
  const status = fields.get('ok');
  if (typeof status === 'string') return new Status(status);
  const items: Reply[] = [];
  for (let i = 1; fields.has(i); i++) items.push(fromLua(fields.get(i)));
  return items;
}

function toInteger(value: number): Reply {
  // What C makes of a double beyond 64 bits.
  if (!Number.isFinite(value) || Math.abs(value) >= 2 ** 63) return -(2n ** 63n);
  return Number.isSafeInteger(Math.trunc(value)) ? Math.trunc(value) : BigInt(Math.trunc(value));
}
