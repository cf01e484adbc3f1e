/* eslint-disable @typescript-eslint/consistent-type-imports, no-restricted-syntax -- modules that export one object can only be declared so */
/** The few functions of fengari that are used; they follow the C API of Lua, so its manual is their reference. */
declare module 'fengari/src/lua.js' {
  const lua: import('./fengariApi').LuaApi;
  export default lua;
}
declare module 'fengari/src/lauxlib.js' {
  const auxiliary: import('./fengariApi').LuaAuxiliaryApi;
  export default auxiliary;
}
declare module 'fengari/src/lualib.js' {
  type LuaFunction = import('./fengariApi').LuaFunction;
  const libraries: { luaopen_base: LuaFunction; luaopen_table: LuaFunction; luaopen_string: LuaFunction; luaopen_math: LuaFunction };
  export default libraries;
}
declare module 'fengari/src/llimits.js' {
  const limits: { luai_nummod: (L: import('./fengariApi').LuaState, a: number, b: number) => number };
  export default limits;
}
declare module 'fengari/src/lapi.js' {
  const api: {
    lua_pushinteger: (L: import('./fengariApi').LuaState, n: number) => void;
    lua_pushnumber: (L: import('./fengariApi').LuaState, n: number) => void;
  };
  export default api;
}
declare module 'fengari/src/lobject.js' {
  const objects: {
    luaO_str2num: (text: Uint8Array, target: import('./fengariApi').LuaNumberValue) => number;
    luaO_tostring: (L: import('./fengariApi').LuaState, value: import('./fengariApi').LuaNumberValue) => void;
  };
  export default objects;
}
declare module 'fengari/src/lstring.js' {
  const strings: { luaS_bless: (L: import('./fengariApi').LuaState, text: Uint8Array) => unknown };
  export default strings;
}
