/** The only place that turns an error into an answer. Express calls it for whatever a route throws or rejects with. */
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from '../platform/logger.ts';
import { isMongoUnavailable } from '../platform/mongodb.ts';
import { notFound, Problem } from './problem.ts';

/** Comes after all routes: nobody answered. */
export const routeNotFound: RequestHandler = (req) => {
  throw notFound(`${req.method} ${req.path}`);
};

export function errorHandler(logger: Logger): ErrorRequestHandler {
  // Express recognizes an error handler by its four parameters, so `_next` stays.
  return (error: unknown, _req, res, _next) => {
    const problem = toProblem(error);
    if (problem.status >= 500) logger.error('request failed', { error });
    if (res.headersSent) {
      // Half an answer is out: cutting the connection is the only honest way to say that it is not whole.
      res.destroy();
      return;
    }
    res
      .status(problem.status)
      .set(problem.options.headers ?? {})
      .type('application/problem+json')
      .send(JSON.stringify({ ...problem.toJSON(), requestId: res.getHeader('x-request-id') }));
  };
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isMongoUnavailable(error)) {
    return new Problem(503, 'service-unavailable', 'The data store does not answer at the moment. Try again soon.', {
      headers: { 'Retry-After': '5' },
    });
  }
  return fromExpress(error) ?? new Problem(500, 'internal-error', 'Something went wrong on our side.');
}

/** What Express and its body parser throw carries a status. We say it in our own words and leak nothing. */
function fromExpress(error: unknown): Problem | undefined {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  switch (status) {
    case 400:
      return new Problem(400, 'bad-request', 'The request cannot be read. Is the body valid JSON?');
    case 413:
      return new Problem(413, 'payload-too-large', 'The body of the request is too large.');
    case 415:
      return new Problem(415, 'unsupported-media-type', 'The encoding of the body is not supported.');
    default:
      return undefined;
  }
}
