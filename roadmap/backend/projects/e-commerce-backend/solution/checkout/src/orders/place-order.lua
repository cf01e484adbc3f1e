-- Turns a cart into an order: all of it in one step, or nothing.
--
-- KEYS: request (Idempotency-Key), cart, order, then the product of each line
-- ARGV: fingerprint of the request, seconds to remember it, version of the cart, order id,
--       then the quantity of each line, then field, value, field, value, … of the order
local lines = #KEYS - 3

-- The same request came a moment earlier: its order is the answer.
local earlier = redis.call('HMGET', KEYS[1], 'fingerprint', 'orderId')
if earlier[2] then return {'repeated', earlier[1], earlier[2]} end

-- The cart is not the one that was priced.
if redis.call('HGET', KEYS[2], 'version') ~= ARGV[3] then return {'cart-changed'} end

for i = 1, lines do
  redis.call('HINCRBY', KEYS[3 + i], 'stock', -tonumber(ARGV[4 + i]))
end

redis.call('HSET', KEYS[3], unpack(ARGV, 5 + lines))
redis.call('HSET', KEYS[1], 'fingerprint', ARGV[1], 'orderId', ARGV[4])
redis.call('EXPIRE', KEYS[1], ARGV[2])
redis.call('DEL', KEYS[2])
return {'placed'}
