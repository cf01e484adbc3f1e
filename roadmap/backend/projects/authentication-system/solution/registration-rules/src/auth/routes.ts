import { Router } from 'express';
import { HttpError } from '../http/errors.ts';
import { validate } from '../http/validate.ts';
import type { UserRepository } from '../users/repository.ts';
import { publicUser } from '../users/user.ts';
import { hashPassword } from './passwords.ts';
import { registrationSchema } from './schemas.ts';

export interface AuthDependencies {
  readonly users: UserRepository;
  readonly bcryptCost: number;
}

/** Everything under `/auth`. */
export function authRoutes({ users, bcryptCost }: AuthDependencies): Router {
  const router = Router();

  router.post('/register', async (request, response) => {
    const { email, password } = validate(registrationSchema, request.body);
    const user = await users.create({ email, passwordHash: await hashPassword(password, bcryptCost) });
    if (user === undefined) {
      throw new HttpError(409, 'There is an account with this email address already.', {
        errors: [{ field: 'email', message: 'is taken' }],
      });
    }
    response.status(201).json(publicUser(user));
  });

  return router;
}
