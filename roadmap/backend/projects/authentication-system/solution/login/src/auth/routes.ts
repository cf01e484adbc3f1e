import { Router } from 'express';
import { validate } from '../http/validate.ts';
import { publicUser } from '../users/user.ts';
import type { AuthService } from './authService.ts';
import { loginSchema, registrationSchema } from './schemas.ts';

export interface AuthRoutesOptions {
  readonly auth: AuthService;
  readonly accessTokenTtlSeconds: number;
}

/** Everything under `/auth`. A route reads the request, asks the service and writes the answer; no more. */
export function authRoutes({ auth, accessTokenTtlSeconds }: AuthRoutesOptions): Router {
  const router = Router();

  router.post('/register', async (request, response) => {
    const user = await auth.register(validate(registrationSchema, request.body));
    response.status(201).json(publicUser(user));
  });

  router.post('/login', async (request, response) => {
    const tokens = await auth.login(validate(loginSchema, request.body));
    // In the words of OAuth 2, which clients know.
    response.json({ ...tokens, tokenType: 'Bearer', expiresIn: accessTokenTtlSeconds });
  });

  return router;
}
