import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { isConnectionError } from '../database/unreachable.ts';
import type { Logger } from '../logger.ts';

/** What is wrong, by field or by thing: `{ title: ["can't be blank"] }`. */
export type Errors = Record<string, string[]>;

/** Throw one anywhere in a route: the error handler below turns it into the answer. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly errors: Errors;

  constructor(status: number, errors: Errors) {
    super(sentence(errors));
    this.status = status;
    this.errors = errors;
  }
}

export const notFoundError = (thing: string) => new HttpError(404, { [thing]: ['not found'] });

/** Comes after all routes, so whoever gets here asked for something that does not exist. */
export const notFound: RequestHandler = () => {
  throw notFoundError('path');
};

/**
 * The only place that answers errors. Under `/api` they have the shape that RealWorld frontends understand; everywhere
 * else they are "problem details" (RFC 9457).
 */
export function errorHandler(log: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters, so `next` has to be there.
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      // Too late for an answer of ours: let Express close the connection.
      next(error);
      return;
    }

    const { status, errors } = describe(error);
    if (status >= 500) log.error('request failed', { error });

    response.status(status);
    if (request.path.startsWith('/api/')) {
      response.json({ errors });
    } else {
      const problem = { type: 'about:blank', title: STATUS_CODES[status], status, detail: sentence(errors) };
      response.type('application/problem+json').send(JSON.stringify(problem));
    }
  };
}

function describe(error: unknown): { status: number; errors: Errors } {
  if (error instanceof HttpError) return { status: error.status, errors: error.errors };

  if (isConnectionError(error)) return { status: 503, errors: { database: ['cannot be reached, try again soon'] } };

  // Errors of Express itself: a body that is not JSON, a body that is too large, a broken %-escape in the path.
  if (error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500) {
    const type = 'type' in error ? error.type : undefined;
    if (type === 'entity.parse.failed') return { status: 400, errors: { body: ['is not valid JSON'] } };
    if (type === 'entity.too.large') return { status: 413, errors: { body: ['is too large'] } };
    return { status: error.status, errors: { request: [error.message] } };
  }

  // Anything else is a bug of ours. The log has the details; a stranger gets none of them.
  return { status: 500, errors: { server: ['had a problem'] } };
}

function sentence(errors: Errors): string {
  return Object.entries(errors)
    .flatMap(([subject, problems]) => problems.map((problem) => `${subject} ${problem}`))
    .join(', ');
}
