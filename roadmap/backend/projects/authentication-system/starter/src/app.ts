import express, { type Express } from 'express';
import { authRoutes } from './auth/routes.ts';
import { errorHandler, notFound } from './http/errors.ts';
import { jsonBody } from './http/jsonBody.ts';
import { requestLog } from './http/requestLog.ts';
import type { Logger } from './logger.ts';
import type { UserRepository } from './users/repository.ts';

export interface AppDependencies {
  readonly users: UserRepository;
  readonly log: Logger;
  readonly bcryptCost: number;
}

/**
 * The application without a server: it listens nowhere and reads no settings, so a test can have as many as it likes.
 * Each line is a middleware, and their order is the order in which a request meets them.
 */
export function createApp({ users, log, bcryptCost }: AppDependencies): Express {
  const app = express();
  app.disable('x-powered-by');

  app.use(requestLog(log));
  app.use(jsonBody);

  app.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.use('/auth', authRoutes({ users, bcryptCost }));

  app.use(notFound);
  app.use(errorHandler(log));
  return app;
}
