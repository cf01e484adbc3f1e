/** For the end of a route: the address is right, the method is not. `Allow` tells which ones are. */
import type { RequestHandler } from 'express';
import { Problem } from './problem.ts';

export function methodNotAllowed(...allowed: string[]): RequestHandler {
  return (req) => {
    throw new Problem(405, 'method-not-allowed', `${req.method} is not possible here.`, {
      headers: { Allow: allowed.join(', ') },
    });
  };
}
