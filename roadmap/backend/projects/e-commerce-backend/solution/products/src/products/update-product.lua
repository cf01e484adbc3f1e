-- Changes fields of a product that exists. Without the question, HSET would create half a product.
-- KEYS: product   ARGV: field, value, field, value, …
if redis.call('EXISTS', KEYS[1]) == 0 then return {'missing'} end
redis.call('HSET', KEYS[1], unpack(ARGV))
return {'ok'}
