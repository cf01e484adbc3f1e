/** For the platform that runs us: "can this instance do its work?" A shop without its data cannot. */
import { Router } from 'express';
import type { Redis } from 'ioredis';

export function healthRoutes(redis: Redis): Router {
  return Router().get('/', async (_req, res) => {
    const up = await redis.ping().then(
      () => true,
      () => false,
    );
    res.status(up ? 200 : 503).json({ status: up ? 'ok' : 'unavailable', redis: up ? 'up' : 'down' });
  });
}
