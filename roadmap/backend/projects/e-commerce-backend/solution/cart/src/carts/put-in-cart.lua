-- Puts a product into a cart, if the cart is there and the shelf has enough.
-- KEYS: cart, product
-- ARGV: product id, quantity, 'add' or 'set', most of one product, seconds until the cart expires
if redis.call('EXISTS', KEYS[1]) == 0 then return {'no-cart'} end
local stock = redis.call('HGET', KEYS[2], 'stock')
if not stock then return {'no-product'} end

local field = 'item:' .. ARGV[1]
local wanted = tonumber(ARGV[2])
if ARGV[3] == 'add' then
  wanted = wanted + tonumber(redis.call('HGET', KEYS[1], field) or '0')
end
if wanted > tonumber(ARGV[4]) then return {'too-many'} end
if wanted > tonumber(stock) then return {'short', stock} end

redis.call('HSET', KEYS[1], field, wanted)
redis.call('HINCRBY', KEYS[1], 'version', 1)
redis.call('EXPIRE', KEYS[1], ARGV[5])
return {'ok'}
