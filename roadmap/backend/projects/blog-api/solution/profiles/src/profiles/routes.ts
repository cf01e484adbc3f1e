import { Router } from 'express';
import type { Authenticator } from '../auth/authenticator.ts';
import { notFoundError } from '../http/errors.ts';
import { presentProfile } from './profile.ts';
import type { ProfileRepository } from './repository.ts';

export interface ProfileRoutes {
  readonly profiles: ProfileRepository;
  readonly authenticator: Authenticator;
}

export function profileRoutes({ profiles, authenticator }: ProfileRoutes): Router {
  const router = Router();

  router.get('/:username', async (request, response) => {
    const viewerId = authenticator.identify(request);
    response.json(await profileOr404(request.params.username, viewerId));
  });

  router.post('/:username/follow', async (request, response) => {
    const user = await authenticator.requireUser(request);
    await profiles.follow(user.id, await idOr404(request.params.username));
    response.json(await profileOr404(request.params.username, user.id));
  });

  router.delete('/:username/follow', async (request, response) => {
    const user = await authenticator.requireUser(request);
    await profiles.unfollow(user.id, await idOr404(request.params.username));
    response.json(await profileOr404(request.params.username, user.id));
  });

  async function idOr404(username: string): Promise<number> {
    const id = await profiles.findId(username);
    if (id === undefined) throw notFoundError('profile');
    return id;
  }

  async function profileOr404(username: string, viewerId: number | undefined) {
    const row = await profiles.find(username, viewerId);
    if (!row) throw notFoundError('profile');
    return { profile: presentProfile(row) };
  }

  return router;
}
