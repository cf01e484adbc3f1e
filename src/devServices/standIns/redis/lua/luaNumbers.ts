/**
 * fengari is Lua 5.3, with 32-bit integers beside doubles; Redis is Lua 5.1, where every number is a double and `10/2` prints as `5`.
 * This makes fengari's numbers those of 5.1. It must be imported before any other module of fengari but these three.
 */
import './luaModulo';
import lapi from 'fengari/src/lapi.js';
import lobject from 'fengari/src/lobject.js';
import lstring from 'fengari/src/lstring.js';
import { formatG } from '../numbers';

const parseNumber = lobject.luaO_str2num;

/** Literals and converted strings are doubles, so arithmetic on them never wraps at 32 bits. */
lobject.luaO_str2num = (text, target) => {
  const used = parseNumber(text, target);
  if (used > 0 && target.ttisinteger()) target.setfltvalue(wholeValue(text) ?? target.value);
  return used;
};

lobject.luaO_tostring = (L, value) => {
  value.setsvalue(lstring.luaS_bless(L, Buffer.from(formatLuaNumber(value.value), 'latin1')));
};

/** What the libraries count and find are doubles, too. */
lapi.lua_pushinteger = (L, n) => {
  lapi.lua_pushnumber(L, n);
};

/** Writes a number as Lua 5.1's `tostring` does. */
export function formatLuaNumber(value: number): string {
  if (Number.isNaN(value)) return '-nan';
  return formatG(value, 14);
}

/** A hexadecimal literal beyond 32 bits has wrapped by now; read it again. */
function wholeValue(text: Uint8Array): number | undefined {
  const end = text.indexOf(0);
  const source = Buffer.from(end < 0 ? text : text.subarray(0, end))
    .toString('latin1')
    .trim();
  const match = /^(-?)(0x[0-9a-f]+)$/i.exec(source);
  return match === null ? undefined : Number(match[2]) * (match[1] === '-' ? -1 : 1);
}
