/** Lets a request through only with "Authorization: Bearer <ADMIN_TOKEN>". */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { Problem } from '../http/problem.ts';

export function requireAdmin(adminToken: string): RequestHandler {
  const expected = digest(adminToken);
  return (req, _res, next) => {
    const [, token] = /^Bearer (\S+)$/i.exec(req.get('authorization') ?? '') ?? [];
    // `===` stops at the first wrong character, and the time it takes tells how far one got. Digests are of one
    // length, as timingSafeEqual wants it.
    if (token !== undefined && timingSafeEqual(digest(token), expected)) return next();
    throw new Problem(401, 'unauthorized', 'This needs the token of the admin.', {
      headers: { 'WWW-Authenticate': 'Bearer realm="admin"' },
    });
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
