import express, { type Express, type RequestHandler } from 'express';
import { adminRoutes } from './admin/routes.ts';
import { AccessTokens, type AccessTokenSettings } from './auth/accessTokens.ts';
import { authenticate } from './auth/authenticate.ts';
import { AuthService } from './auth/authService.ts';
import { Lockout, type LockoutSettings } from './auth/lockout.ts';
import type { Passwords } from './auth/passwords.ts';
import { authRoutes } from './auth/routes.ts';
import { Sessions } from './auth/sessions.ts';
import { errorHandler, notFound } from './http/errors.ts';
import { jsonBody } from './http/jsonBody.ts';
import { requestLog } from './http/requestLog.ts';
import type { Logger } from './logger.ts';
import type { UserRepository } from './users/repository.ts';

export interface AppDependencies {
  readonly users: UserRepository;
  readonly passwords: Passwords;
  readonly log: Logger;
  readonly config: AccessTokenSettings & LockoutSettings & { readonly REFRESH_TOKEN_TTL_SECONDS: number };
  /** The clock. Tests have one that they can set forward. */
  readonly now?: () => number;
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
export function createApp({ users, passwords, log, config, now = Date.now }: AppDependencies): Express {
  const accessTokens = new AccessTokens(config, now);
  const sessions = new Sessions(config.REFRESH_TOKEN_TTL_SECONDS, now);
  const lockout = new Lockout(config, now);
  const auth = new AuthService({ users, passwords, accessTokens, sessions, lockout, log });
  const authenticated = authenticate({ accessTokens, sessions, users });

  const app = express();
  app.disable('x-powered-by');

  app.use(requestLog(log));
  app.use(noStore);
  app.use(jsonBody);

  app.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.use('/auth', authRoutes({ auth, authenticated, accessTokenTtlSeconds: config.ACCESS_TOKEN_TTL_SECONDS }));
  app.use('/admin', adminRoutes(users, authenticated));

  app.use(notFound);
  app.use(errorHandler(log));
  return app;
}
