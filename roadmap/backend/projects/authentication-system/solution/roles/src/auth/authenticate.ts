import type { RequestHandler, Response } from 'express';
import { HttpError, unauthorized } from '../http/errors.ts';
import type { UserRepository } from '../users/repository.ts';
import type { Role, User } from '../users/user.ts';
import type { AccessTokens } from './accessTokens.ts';
import type { Sessions } from './sessions.ts';

/** Who sends this request. */
export interface Caller {
  readonly user: User;
  readonly sessionId: string;
}

export interface AuthenticateParts {
  readonly accessTokens: AccessTokens;
  readonly sessions: Sessions;
  readonly users: UserRepository;
}

/** Lets a request pass only with a valid access token, and notes who sends it. Put it before the route it guards. */
export function authenticate({ accessTokens, sessions, users }: AuthenticateParts): RequestHandler {
  return async (request, response, next) => {
    const token = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
    if (token === undefined) throw unauthorized('Send an access token: "Authorization: Bearer …".');

    // The signature says that we issued it, the session that it still counts, the user what its bearer may do today.
    const claims = accessTokens.verify(token);
    const active = claims !== undefined && sessions.isActive(claims.sessionId, claims.userId);
    const user = active ? await users.findById(claims.userId) : undefined;
    if (claims === undefined || user === undefined) {
      throw unauthorized('The access token is not valid, or not any more.', 'invalid_token');
    }

    response.locals['caller'] = { user, sessionId: claims.sessionId } satisfies Caller;
    next();
  };
}

/** Lets only users with this role pass. Comes after `authenticate`. */
export function requireRole(role: Role): RequestHandler {
  return (_request, response, next) => {
    if (callerOf(response).user.role !== role) throw new HttpError(403, `Only for users with the role "${role}".`);
    next();
  };
}

/** Who sent the request that is being answered. Throws where `authenticate` was forgotten, instead of letting all in. */
export function callerOf(response: Response): Caller {
  const caller = response.locals['caller'] as Caller | undefined;
  if (caller === undefined) throw new Error('This route has no authenticate() before it.');
  return caller;
}
