import { NilArray, RedisError, Status, type Reply } from '../reply';
import { LuaOther, LuaTable, type LuaData } from './luaData';

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
