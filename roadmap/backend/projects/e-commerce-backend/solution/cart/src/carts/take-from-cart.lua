-- Takes a product out of a cart. Taking out what is not in there is fine: afterwards it is not in there.
-- KEYS: cart   ARGV: product id, seconds until the cart expires
if redis.call('EXISTS', KEYS[1]) == 0 then return {'no-cart'} end
redis.call('HDEL', KEYS[1], 'item:' .. ARGV[1])
redis.call('HINCRBY', KEYS[1], 'version', 1)
redis.call('EXPIRE', KEYS[1], ARGV[2])
return {'ok'}
