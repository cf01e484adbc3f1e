import { Redis } from 'ioredis';
import type { Logger } from './logger.ts';

/** Redis did not answer when the program started: the message is for a person and says what to do. */
export class RedisUnreachable extends Error {}

/**
 * Connects once, and says so clearly when that fails. Later, a lost connection is found again by itself;
 * in the meantime commands fail quickly instead of piling up.
 */
export async function connectRedis(url: string, log: Logger): Promise<Redis> {
  let connectedBefore = false;
  let lastError: Error | undefined;

  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5_000,
    maxRetriesPerRequest: 1,
    retryStrategy: (attempt) => (connectedBefore ? Math.min(attempt * 100, 2_000) : null),
  });
  // Without a listener, Node treats an 'error' event as a crash.
  redis.on('error', (error: Error) => {
    lastError = error;
    if (connectedBefore) log.warn('the connection to Redis has a problem', { error });
  });

  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw unreachable(url, lastError ?? error);
  }
  connectedBefore = true;
  return redis;
}

/** True when a command failed because there is no connection, and not because the command was wrong. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'MaxRetriesPerRequestError' || error.message.includes('Connection is closed');
}

function unreachable(url: string, cause: unknown): RedisUnreachable {
  const { host } = new URL(url); // the host only: the whole URL may hold a password
  // A host name with several addresses fails once for each of them; the first reason is enough.
  const reason = cause instanceof AggregateError ? cause.errors[0] : cause;
  const why = reason instanceof Error ? reason.message : String(reason);
  return new RedisUnreachable(
    `Cannot reach Redis at ${host} (${why}). Start it with "docker compose up -d --wait", or set REDIS_URL to one that runs.`,
  );
}
