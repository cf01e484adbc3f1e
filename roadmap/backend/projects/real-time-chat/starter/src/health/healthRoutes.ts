/** For the platform that runs us: "can this instance do its work?" Not without MongoDB and Redis. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Router } from 'express';
import type { Redis } from 'ioredis';
import type { Db } from 'mongodb';

const PATIENCE_MS = 2_000;

export function healthRoutes(db: Db, redis: Redis): Router {
  // A service that takes longer than this is as good as away, and whoever asks for our health will not wait either.
  const answers = (question: Promise<unknown>): Promise<boolean> =>
    Promise.race([
      question.then(
        () => true,
        () => false,
      ),
      sleep(PATIENCE_MS, false, { ref: false }),
    ]);

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
