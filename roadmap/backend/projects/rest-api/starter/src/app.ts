import express, { type Express } from 'express';
import { errorHandler, notFound } from './http/errors.ts';
import { jsonBody } from './http/jsonBody.ts';
import { requestLog } from './http/requestLog.ts';
import type { Logger } from './logger.ts';
import type { TodoRepository } from './todos/repository.ts';
import { todoRoutes } from './todos/routes.ts';

export interface AppDependencies {
  readonly todos: TodoRepository;
  readonly log: Logger;
}

/**
 * The application without a server: it listens nowhere and reads no settings, so a test can have as many as it likes.
 * The order of the lines is the order in which a request meets them.
 */
export function createApp({ todos, log }: AppDependencies): Express {
  const app = express();
  app.disable('x-powered-by');

  app.use(requestLog(log));
  app.use(jsonBody);

  app.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.use('/todos', todoRoutes(todos));

  app.use(notFound);
  app.use(errorHandler(log));
  return app;
}
