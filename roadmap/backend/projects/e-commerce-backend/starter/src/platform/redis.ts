/** One connection to Redis, and the one sentence that is said when there is nobody at the other end. */
import { Redis, type RedisOptions } from 'ioredis';
import { StartupError } from './errors.ts';
import type { Logger } from './logger.ts';

export async function connectRedis(url: string, logger: Logger, options: RedisOptions = {}): Promise<Redis> {
  let connected = false;
  let reason = 'no answer';

  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5_000,
    // A request that waits for Redis should fail soon and clearly instead of hanging.
    maxRetriesPerRequest: 1,
    commandTimeout: 5_000,
    // Before the first success: give up, the address is probably wrong. After it: keep trying, Redis will be back.
    retryStrategy: (attempt) => (connected ? Math.min(attempt * 100, 2_000) : null),
    ...options,
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

/** True for "Redis is away", as opposed to "Redis says that the command is wrong". */
export function isRedisUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'MaxRetriesPerRequestError' ||
    /^(Connection is closed|Command timed out|Stream isn't writeable)/.test(error.message)
  );
}

function withoutPassword(url: string): string {
  const parsed = new URL(url);
  if (parsed.password) parsed.password = '***';
  return parsed.href;
}
