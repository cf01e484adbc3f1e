import express, { type Express } from 'express';
import { cors } from './http/cors.ts';
import { errorHandler, notFound } from './http/errors.ts';
import { jsonBody } from './http/jsonBody.ts';
import { requestLog } from './http/requestLog.ts';
import type { Logger } from './logger.ts';
import { profileRoutes, type ProfileRoutes } from './profiles/routes.ts';
import { userRoutes, type UserRoutes } from './users/routes.ts';

export interface AppDependencies extends UserRoutes, ProfileRoutes {
  /** Asks the database for a sign of life; fails when there is none. */
  readonly ping: () => Promise<unknown>;
  readonly corsOrigin: string;
  readonly log: Logger;
}

/**
 * The application without a server: it listens nowhere and reads no settings, so a test can have as many as it likes.
 * The order of the lines is the order in which a request meets them.
 */
export function createApp(parts: AppDependencies): Express {
  const app = express();
  app.disable('x-powered-by');

  app.use(requestLog(parts.log));
  app.use(cors(parts.corsOrigin));
  app.use(jsonBody);

  app.get('/health', async (_request, response) => {
    await parts.ping();
    response.json({ status: 'ok' });
  });
  app.use('/api', userRoutes(parts));
  app.use('/api/profiles', profileRoutes(parts));

  app.use(notFound);
  app.use(errorHandler(parts.log));
  return app;
}
