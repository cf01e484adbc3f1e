import { LuaOther, type LuaData } from './luaData';

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
