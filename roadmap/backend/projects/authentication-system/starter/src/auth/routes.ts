import { Router } from 'express';
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
    response.status(201).json(publicUser(user));
  });

  return router;
}
