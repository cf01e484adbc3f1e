/** For the platform that runs us: "can this instance do its work?" Not without MongoDB and Redis. */
import { Router } from 'express';
import type { Redis } from 'ioredis';
import type { Db } from 'mongodb';

export function healthRoutes(db: Db, redis: Redis): Router {
  const answers = (question: Promise<unknown>): Promise<boolean> =>
    question.then(
      () => true,
      () => false,
    );

  return Router().get('/', async (_req, res) => {
    const [mongodb, redisUp] = await Promise.all([answers(db.command({ ping: 1 })), answers(redis.ping())]);
    const up = mongodb && redisUp;
    res.status(up ? 200 : 503).json({
      status: up ? 'ok' : 'unavailable',
      mongodb: mongodb ? 'up' : 'down',
      redis: redisUp ? 'up' : 'down',
    });
  });
}
