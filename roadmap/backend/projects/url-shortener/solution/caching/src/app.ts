import express, { type Express } from 'express';
import type { ClickCounter } from './analytics/clickCounter.ts';
import type { Visitors } from './analytics/visitors.ts';
import { errorHandler, notFound } from './http/errors.ts';
import { jsonBody } from './http/jsonBody.ts';
import { requestLog } from './http/requestLog.ts';
import type { CachedLinks } from './links/cachedLinks.ts';
import { linkRoutes, redirectRoutes } from './links/routes.ts';
import type { Logger } from './logger.ts';

export interface AppDependencies {
  readonly links: CachedLinks;
  readonly clicks: ClickCounter;
  readonly visitors: Visitors;
  /** Asks Redis for a sign of life; fails when there is none. */
  readonly ping: () => Promise<unknown>;
  readonly baseUrl: string | undefined;
  readonly trustProxy: string;
  readonly log: Logger;
}

/**
 * The application without a server: it listens nowhere and reads no settings, so a test can have as many as it likes.
 * The order of the lines is the order in which a request meets them.
 */
export function createApp(parts: AppDependencies): Express {
  const { ping, log } = parts;
  const app = express();
  app.disable('x-powered-by');
  // Behind a proxy, the visitor's address is in a header. Anybody can send that header, so only some are believed.
  app.set('trust proxy', parts.trustProxy === 'none' ? false : parts.trustProxy);

  app.use(requestLog(log));
  app.use(jsonBody);

  app.get('/health', async (_request, response) => {
    await ping();
    response.json({ status: 'ok' });
  });
  app.use('/links', linkRoutes(parts));
  // Last: "/:code" would otherwise catch everything above it.
  app.use('/', redirectRoutes(parts));

  app.use(notFound);
  app.use(errorHandler(log));
  return app;
}
