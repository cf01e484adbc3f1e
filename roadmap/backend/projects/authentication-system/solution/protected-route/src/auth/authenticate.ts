import type { RequestHandler, Response } from 'express';
import { unauthorized } from '../http/errors.ts';
import type { UserRepository } from '../users/repository.ts';
import type { User } from '../users/user.ts';
import type { AccessTokens } from './accessTokens.ts';

export interface AuthenticateParts {
  readonly accessTokens: AccessTokens;
  readonly users: UserRepository;
}

/** Lets a request pass only with a valid access token, and notes who sends it. Put it before the route it guards. */
export function authenticate({ accessTokens, users }: AuthenticateParts): RequestHandler {
  return async (request, response, next) => {
    const token = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
    if (token === undefined) throw unauthorized('Send an access token: "Authorization: Bearer …".');

    // The signature says that we issued it, the user who its bearer is today.
    const userId = accessTokens.verify(token);
    const user = userId === undefined ? undefined : await users.findById(userId);
    if (user === undefined) {
      throw unauthorized('The access token is not valid, or not any more.', 'invalid_token');
    }

    response.locals['caller'] = user;
    next();
  };
}

/** Who sent the request that is being answered. Throws where `authenticate` was forgotten, instead of letting all in. */
export function callerOf(response: Response): User {
  const caller = response.locals['caller'] as User | undefined;
  if (caller === undefined) throw new Error('This route has no authenticate() before it.');
  return caller;
}
