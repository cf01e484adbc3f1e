/** Lets a request through only with "Authorization: Bearer <token>". */
import type { RequestHandler } from 'express';
import { Problem } from '../http/problem.ts';
import type { Sessions } from './session.ts';

export function requireSession(sessions: Sessions): RequestHandler {
  return (req, _res, next) => {
    const [, token = ''] = /^Bearer (\S+)$/i.exec(req.get('authorization') ?? '') ?? [];
    if (sessions.verify(token)) return next();
    throw new Problem(401, 'unauthorized', 'This needs the token of a session: see POST /sessions.', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    });
  };
}
