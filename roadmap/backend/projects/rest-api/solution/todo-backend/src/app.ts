import express, { type Express } from 'express';
import { cors } from './http/cors.ts';
import { errorHandler, notFound } from './http/errors.ts';
import { jsonBody } from './http/jsonBody.ts';
import { Links } from './http/links.ts';
import { requestLog } from './http/requestLog.ts';
import type { Logger } from './logger.ts';
import type { TodoRepository } from './todos/repository.ts';
import { todoRoutes } from './todos/routes.ts';

export interface AppDependencies {
  readonly todos: TodoRepository;
  readonly log: Logger;
  readonly corsOrigin?: string;
  readonly publicUrl?: string | undefined;
}

/**
 * The application without a server: it listens nowhere and reads no settings, so a test can have as many as it likes.
 * The order of the lines is the order in which a request meets them.
 */
export function createApp({ todos, log, corsOrigin = '*', publicUrl }: AppDependencies): Express {
  const app = express();
  app.disable('x-powered-by');

  app.use(requestLog(log));
  app.use(cors(corsOrigin)); // before anything that can fail: a page has to be able to read our errors, too
  app.use(jsonBody);

  app.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.use('/todos', todoRoutes(todos, new Links(publicUrl)));

  app.use(notFound);
  app.use(errorHandler(log));
  return app;
}
