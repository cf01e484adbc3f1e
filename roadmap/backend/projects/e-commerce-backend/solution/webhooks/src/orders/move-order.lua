-- Moves an order to another status, if it is in one from which that is allowed, and gives its goods back if asked to.
-- KEYS: order, then the product of each line that goes back
-- ARGV: new status, now, "allowed,earlier,statuses", then the quantity of each line that goes back
local status = redis.call('HGET', KEYS[1], 'status')
if not status then return {'missing'} end
if not string.find(',' .. ARGV[3] .. ',', ',' .. status .. ',', 1, true) then return {'refused', status} end

redis.call('HSET', KEYS[1], 'status', ARGV[1], 'updatedAt', ARGV[2])
for i = 2, #KEYS do
  redis.call('HINCRBY', KEYS[i], 'stock', ARGV[i + 2])
end
return {'moved', status}
