import express, { type Express, type RequestHandler } from 'express';
import { AccessTokens, type AccessTokenSettings } from './auth/accessTokens.ts';
import { AuthService } from './auth/authService.ts';
import type { Passwords } from './auth/passwords.ts';
import { authRoutes } from './auth/routes.ts';
import { errorHandler, notFound } from './http/errors.ts';
import { jsonBody } from './http/jsonBody.ts';
import { requestLog } from './http/requestLog.ts';
import type { Logger } from './logger.ts';
import type { UserRepository } from './users/repository.ts';

export interface AppDependencies {
  readonly users: UserRepository;
  readonly passwords: Passwords;
  readonly log: Logger;
  readonly config: AccessTokenSettings;
}

/** Answers with tokens or user data must not stay in any cache on the way, or in the browser's. */
const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

/**
 * The application without a server: it listens nowhere and reads no settings, so a test can have as many as it likes.
 * Each line is a middleware, and their order is the order in which a request meets them.
 */
export function createApp({ users, passwords, log, config }: AppDependencies): Express {
  const accessTokens = new AccessTokens(config);
  const auth = new AuthService({ users, passwords, accessTokens, log });

  const app = express();
  app.disable('x-powered-by');

  app.use(requestLog(log));
  app.use(noStore);
  app.use(jsonBody);

  app.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.use('/auth', authRoutes({ auth, accessTokenTtlSeconds: config.ACCESS_TOKEN_TTL_SECONDS }));

  app.use(notFound);
  app.use(errorHandler(log));
  return app;
}
