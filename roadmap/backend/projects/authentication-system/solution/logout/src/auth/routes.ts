import { Router, type RequestHandler } from 'express';
import { validate } from '../http/validate.ts';
import { publicUser } from '../users/user.ts';
import { callerOf } from './authenticate.ts';
import type { AuthService, Tokens } from './authService.ts';
import { loginSchema, refreshSchema, registrationSchema } from './schemas.ts';

export interface AuthRoutesOptions {
  readonly auth: AuthService;
  readonly authenticated: RequestHandler;
  readonly accessTokenTtlSeconds: number;
}

/** Everything under `/auth`. A route reads the request, asks the service and writes the answer; no more. */
export function authRoutes({ auth, authenticated, accessTokenTtlSeconds }: AuthRoutesOptions): Router {
  const router = Router();

  /** In the words of OAuth 2, which clients know. */
  const represent = (tokens: Tokens) => ({ ...tokens, tokenType: 'Bearer', expiresIn: accessTokenTtlSeconds });

  router.post('/register', async (request, response) => {
    const user = await auth.register(validate(registrationSchema, request.body));
    response.status(201).json(publicUser(user));
  });

  router.post('/login', async (request, response) => {
    response.json(represent(await auth.login(validate(loginSchema, request.body))));
  });

  router.post('/refresh', (request, response) => {
    const { refreshToken } = validate(refreshSchema, request.body);
    response.json(represent(auth.refresh(refreshToken)));
  });

  router.post('/logout', authenticated, (_request, response) => {
    auth.logout(callerOf(response).sessionId);
    response.status(204).end();
  });

  router.get('/me', authenticated, (_request, response) => {
    response.json(publicUser(callerOf(response).user));
  });

  return router;
}
