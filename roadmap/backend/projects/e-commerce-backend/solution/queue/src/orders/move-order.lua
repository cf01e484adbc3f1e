-- Moves an order to another status, if it is in one from which that is allowed, and gives its goods back if asked to.
-- KEYS: order, open orders, then the product of each line that goes back
-- ARGV: order id, new status, now, "allowed,earlier,statuses", then the quantity of each line that goes back
local status = redis.call('HGET', KEYS[1], 'status')
if not status then return {'missing'} end
if not string.find(',' .. ARGV[4] .. ',', ',' .. status .. ',', 1, true) then return {'refused', status} end

redis.call('HSET', KEYS[1], 'status', ARGV[2], 'updatedAt', ARGV[3])
redis.call('ZREM', KEYS[2], ARGV[1])
for i = 3, #KEYS do
  redis.call('HINCRBY', KEYS[i], 'stock', ARGV[i + 2])
end
return {'moved', status}
