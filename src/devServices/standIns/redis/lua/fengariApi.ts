/** A running interpreter; opaque. */
export interface LuaState {
  readonly luaState: unique symbol;
}

/** A function that Lua can call: takes its arguments from the stack and says how many results it left there. */
export type LuaFunction = (L: LuaState) => number;

/** A number inside the interpreter. */
export interface LuaNumberValue {
  readonly value: number;
  ttisinteger(): boolean;
  setfltvalue(value: number): void;
  setsvalue(text: unknown): void;
}

/** What `lua_getinfo` fills in. */
export interface LuaDebug {
  source?: Uint8Array;
  currentline: number;
  what?: Uint8Array;
}

/** The part of fengari's `lua.js` that is used here. */
export interface LuaApi {
  readonly LUA_OK: number;
  readonly LUA_MULTRET: number;
  readonly LUA_REGISTRYINDEX: number;
  readonly LUA_TNIL: number;
  readonly LUA_TBOOLEAN: number;
  readonly LUA_TLIGHTUSERDATA: number;
  readonly LUA_TNUMBER: number;
  readonly LUA_TSTRING: number;
  readonly LUA_TTABLE: number;
  readonly lua_Debug: new () => LuaDebug;
  lua_gettop(L: LuaState): number;
  lua_settop(L: LuaState, index: number): void;
  lua_pop(L: LuaState, count: number): void;
  lua_type(L: LuaState, index: number): number;
  lua_absindex(L: LuaState, index: number): number;
  lua_toboolean(L: LuaState, index: number): boolean;
  lua_tonumber(L: LuaState, index: number): number;
  lua_tostring(L: LuaState, index: number): Uint8Array | null;
  lua_tocfunction(L: LuaState, index: number): LuaFunction;
  lua_pushnil(L: LuaState): void;
  lua_pushboolean(L: LuaState, value: boolean): void;
  lua_pushnumber(L: LuaState, value: number): void;
  lua_pushstring(L: LuaState, text: Uint8Array): unknown;
  lua_pushlightuserdata(L: LuaState, value: object): void;
  lua_pushcfunction(L: LuaState, run: LuaFunction): void;
  lua_pushvalue(L: LuaState, index: number): void;
  lua_createtable(L: LuaState, array: number, other: number): void;
  lua_rawget(L: LuaState, index: number): number;
  lua_rawgeti(L: LuaState, index: number, n: number): number;
  lua_rawset(L: LuaState, index: number): void;
  lua_rawseti(L: LuaState, index: number, n: number): void;
  lua_getfield(L: LuaState, index: number, name: Uint8Array): number;
  lua_setfield(L: LuaState, index: number, name: Uint8Array): void;
  lua_setmetatable(L: LuaState, index: number): unknown;
  lua_next(L: LuaState, index: number): number;
  lua_pcall(L: LuaState, args: number, results: number, handler: number): number;
  lua_error(L: LuaState): number;
  lua_getstack(L: LuaState, level: number, info: LuaDebug): number;
  lua_getinfo(L: LuaState, what: Uint8Array, info: LuaDebug): number;
  lua_sethook(L: LuaState, hook: (L: LuaState) => void, mask: number, count: number): void;
  readonly LUA_MASKCOUNT: number;
}

/** The part of fengari's `lauxlib.js` that is used here. */
export interface LuaAuxiliaryApi {
  luaL_newstate(): LuaState;
  luaL_requiref(L: LuaState, name: Uint8Array, open: LuaFunction, global: boolean): void;
  luaL_loadbuffer(L: LuaState, code: Uint8Array, size: number | null, name: Uint8Array): number;
  luaL_ref(L: LuaState, table: number): number;
  luaL_unref(L: LuaState, table: number, reference: number): void;
  luaL_where(L: LuaState, level: number): void;
}
