import { Router } from 'express';
import type { Authenticator } from '../auth/authenticator.ts';
import type { Passwords } from '../auth/passwords.ts';
import type { Tokens } from '../auth/tokens.ts';
import { HttpError, notFoundError } from '../http/errors.ts';
import { validate } from '../http/validate.ts';
import { Taken, type User, type UserRepository } from './repository.ts';
import { login, registration, userChanges } from './schemas.ts';

export interface UserRoutes {
  readonly users: UserRepository;
  readonly passwords: Passwords;
  readonly tokens: Tokens;
  readonly authenticator: Authenticator;
}

export function userRoutes({ users, passwords, tokens, authenticator }: UserRoutes): Router {
  const router = Router();

  router.post('/users', async (request, response) => {
    const { username, email, password } = validate(registration, request.body).user;
    const passwordHash = await passwords.hash(password);
    const user = await users.create({ username, email, passwordHash }).catch(explainTaken);
    response.status(201).json(present(user));
  });

  router.post('/users/login', async (request, response) => {
    const { email, password } = validate(login, request.body).user;
    const user = await users.findByEmail(email);
    // The same answer for "no such user" and "wrong password": it is nobody's business which of them it was.
    if (!(await passwords.matches(password, user?.passwordHash)) || !user) {
      throw new HttpError(401, { credentials: ['invalid'] });
    }
    response.json(present(user));
  });

  router.get('/user', async (request, response) => {
    response.json(present(await authenticator.requireUser(request)));
  });

  router.put('/user', async (request, response) => {
    const { id } = await authenticator.requireUser(request);
    const { password, ...changes } = validate(userChanges, request.body).user;
    const passwordHash = password === undefined ? {} : { passwordHash: await passwords.hash(password) };

    const user = await users.update(id, { ...changes, ...passwordHash }).catch(explainTaken);
    if (!user) throw notFoundError('user');
    response.json(present(user));
  });

  function present({ id, email, username, bio, image }: User) {
    return { user: { email, token: tokens.create(id), username, bio, image } };
  }

  return router;
}

function explainTaken(error: unknown): never {
  if (!(error instanceof Taken)) throw error;
  throw new HttpError(409, Object.fromEntries(error.fields.map((field) => [field, ['has already been taken']])));
}
