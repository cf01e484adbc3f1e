-- Adds to the stock or takes from it, and never goes below zero.
-- KEYS: product   ARGV: change, now
local stock = redis.call('HGET', KEYS[1], 'stock')
if not stock then return {'missing'} end
if tonumber(stock) + tonumber(ARGV[1]) < 0 then return {'short', stock} end
redis.call('HINCRBY', KEYS[1], 'stock', ARGV[1])
redis.call('HSET', KEYS[1], 'updatedAt', ARGV[2])
return {'ok'}
