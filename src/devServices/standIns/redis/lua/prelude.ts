/**
 * What Lua 5.1 has and 5.3 dropped, and the sandbox of Redis: scripts see the globals through a table that nobody can write to, and
 * asking for a global that is not there is an error. Runs once, with the hidden table of globals as its argument.
 */
export const prelude = `
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
for _, name in ipairs({'string', 'table', 'math', 'redis', 'cjson', 'cmsgpack', 'struct', 'bit'}) do G[name] = protect(G[name]) end
local getmeta = getmetatable
setmetatable(G, {__index = function(_, name) raise("Script attempted to access nonexistent global variable '" .. tostring(name) .. "'") end})
local globals = setmetatable({}, {__index = G, __newindex = readonly, __metatable = false})
rawset(G, '_G', globals)
local meta = getmeta('')
meta.__metatable = false
return globals
`;
