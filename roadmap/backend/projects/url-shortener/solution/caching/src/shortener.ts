import type { Express } from 'express';
import { ClickCounter } from './analytics/clickCounter.ts';
import { Visitors } from './analytics/visitors.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { CachedLinks } from './links/cachedLinks.ts';
import { LinkRepository } from './links/repository.ts';
import type { Logger } from './logger.ts';
import { connectRedis } from './redis.ts';

export interface Shortener {
  readonly app: Express;
  close(): Promise<void>;
}

/** Connects to Redis and puts all parts together. The server and the tests both start here. */
export async function createShortener(config: Config, log: Logger): Promise<Shortener> {
  const redis = await connectRedis(config.REDIS_URL, log);
  const visitors = config.VISITOR_SALT ? new Visitors(config.VISITOR_SALT) : await Visitors.withSharedSalt(redis);
  const links = new CachedLinks(new LinkRepository(redis), {
    maxSize: config.CACHE_MAX_LINKS,
    ttlMs: config.CACHE_TTL_SECONDS * 1000,
  });

  const app = createApp({
    links,
    visitors,
    clicks: new ClickCounter(redis, log),
    ping: () => redis.ping(),
    baseUrl: config.BASE_URL,
    trustProxy: config.TRUST_PROXY,
    log,
  });

  return {
    app,
    async close() {
      await redis.quit(); // waits for the replies to clicks that are still on their way
    },
  };
}
