/** One connection to Redis, and the one sentence that is said when there is nobody at the other end. */
import { Redis } from 'ioredis';
import { StartupError } from './errors.ts';
import type { Logger } from './logger.ts';
import { withoutPassword } from './withoutPassword.ts';

export async function connectRedis(url: string, logger: Logger): Promise<Redis> {
  let connected = false;
  let reason = 'no answer';

  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5_000,
    // The Socket.io adapter sends without looking back. A command that failed would be an error that nobody catches,
    // so commands wait until Redis is back. Who cannot wait sets a time limit: see presence.ts and healthRoutes.ts.
    maxRetriesPerRequest: null,
    // Before the first success: give up, the address is probably wrong. After it: keep trying, Redis will be back.
    retryStrategy: (attempt) => (connected ? Math.min(attempt * 100, 2_000) : null),
  });

  // Without a listener ioredis prints every failed attempt as an "unhandled error event".
  redis.on('error', (error: NodeJS.ErrnoException) => {
    reason = error.code ?? error.message;
    if (connected) logger.warn('redis connection error', { reason });
  });

  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    const detail = reason === 'no answer' ? (error as Error).message : reason;
    throw new StartupError(
      `Cannot reach Redis at ${withoutPassword(url)} (${detail}): start it with "docker compose up -d", or set REDIS_URL in .env to where yours listens.`,
    );
  }
  connected = true;
  return redis;
}

/** Says goodbye when somebody is there to hear it. */
export async function closeRedis(redis: Redis): Promise<void> {
  if (redis.status === 'ready') await redis.quit();
  else redis.disconnect();
}
