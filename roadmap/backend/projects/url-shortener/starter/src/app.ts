import express, { type Express } from 'express';
import { errorHandler, notFound } from './http/errors.ts';
import { jsonBody } from './http/jsonBody.ts';
import { requestLog } from './http/requestLog.ts';
import { linkRoutes, redirectRoutes } from './links/routes.ts';
import type { LinkRepository } from './links/repository.ts';
import type { Logger } from './logger.ts';

export interface AppDependencies {
  readonly links: LinkRepository;
  /** Asks Redis for a sign of life; fails when there is none. */
  readonly ping: () => Promise<unknown>;
  readonly baseUrl?: string | undefined;
  readonly log: Logger;
}

/**
 * The application without a server: it listens nowhere and reads no settings, so a test can have as many as it likes.
 * The order of the lines is the order in which a request meets them.
 */
export function createApp({ links, ping, baseUrl, log }: AppDependencies): Express {
  const app = express();
  app.disable('x-powered-by');

  app.use(requestLog(log));
  app.use(jsonBody);

  app.get('/health', async (_request, response) => {
    await ping();
    response.json({ status: 'ok' });
  });
  app.use('/links', linkRoutes({ links, baseUrl }));
  // Last: "/:code" would otherwise catch everything above it.
  app.use('/', redirectRoutes({ links }));

  app.use(notFound);
  app.use(errorHandler(log));
  return app;
}
