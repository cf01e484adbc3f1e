-- Accepts a mail once for each order, and notes the time on the order in the same step.
-- KEYS: outbox, order   ARGV: order id, mail as JSON, now
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 0 then return {'already'} end
redis.call('HSET', KEYS[2], 'confirmationSentAt', ARGV[3])
return {'sent'}
