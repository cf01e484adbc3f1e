import { Router, type RequestHandler } from 'express';
import { z } from 'zod';
import { callerOf, requireRole } from '../auth/authenticate.ts';
import { HttpError } from '../http/errors.ts';
import { validate } from '../http/validate.ts';
import type { UserRepository } from '../users/repository.ts';
import { publicUser, ROLES } from '../users/user.ts';

const changeSchema = z.object({ role: z.enum(ROLES, `must be ${ROLES.join(' or ')}`) }, 'must be a JSON object');

/** Everything under `/admin`. Guarded once, for the whole router: a route that is added later is guarded as well. */
export function adminRoutes(users: UserRepository, authenticated: RequestHandler): Router {
  const router = Router();
  router.use(authenticated, requireRole('admin'));

  router.get('/users', async (_request, response) => {
    response.json((await users.list()).map(publicUser));
  });

  router.patch('/users/:id', async (request, response) => {
    const { role } = validate(changeSchema, request.body);
    const { id } = request.params;
    // So there is always at least one admin left: the one who asks.
    if (id === callerOf(response).user.id) throw new HttpError(409, 'Another admin has to change your role.');

    const user = await users.setRole(id, role);
    if (user === undefined) throw new HttpError(404, 'There is no user with this id.');
    response.json(publicUser(user));
  });

  return router;
}
