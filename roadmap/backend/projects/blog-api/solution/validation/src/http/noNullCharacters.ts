import type { RequestHandler } from 'express';
import { HttpError } from './errors.ts';

/** PostgreSQL cannot store the character with the number zero, nor look for it. Nobody has a good reason to send it. */
export const noNullCharacters: RequestHandler = (request, _response, next) => {
  if (request.url.includes('%00')) throw new HttpError(400, { request: ["can't contain null characters"] });
  next();
};
