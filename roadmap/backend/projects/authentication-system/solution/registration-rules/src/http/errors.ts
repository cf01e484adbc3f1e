import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from '../logger.ts';

/** What is wrong with one field of the input, in words that a form can show next to it. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

interface Extras {
  readonly errors?: readonly FieldError[];
}

/** Throw one anywhere in a route: the error handler below turns it into the answer. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly errors: readonly FieldError[];

  constructor(status: number, detail: string, { errors = [] }: Extras = {}) {
    super(detail);
    this.status = status;
    this.errors = errors;
  }
}

/** Comes after all routes, so whoever gets here asked for something that does not exist. */
export const notFound: RequestHandler = (request) => {
  throw new HttpError(404, `There is nothing at ${request.method} ${request.path}.`);
};

/**
 * The only place that answers errors. All of them have the same shape, "problem details" (RFC 9457),
 * so a client needs one piece of code to understand every failure of this API.
 */
export function errorHandler(log: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters, so `next` has to be there.
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      // Too late for an answer of ours: let Express close the connection.
      next(error);
      return;
    }

    const { status, detail, errors } = describe(error);
    if (status >= 500) log.error('request failed', { error });

    response
      .status(status)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: 'about:blank',
          title: STATUS_CODES[status],
          status,
          detail,
          ...(errors.length > 0 ? { errors } : {}), // RFC 9457 lets us add members of our own
        }),
      );
  };
}

const BODY_PROBLEMS = new Map([
  ['entity.parse.failed', 'The body is not valid JSON.'],
  ['entity.too.large', 'The body is larger than this API accepts.'],
]);

interface Description extends Required<Extras> {
  readonly status: number;
  readonly detail: string;
}

function describe(error: unknown): Description {
  if (error instanceof HttpError) return { status: error.status, detail: error.message, errors: error.errors };

  // Errors of Express itself, for example a broken %-escape in the path. Those about the body we say in our own words.
  if (error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500) {
    const type = 'type' in error ? String(error.type) : '';
    return { status: error.status, detail: BODY_PROBLEMS.get(type) ?? error.message, errors: [] };
  }

  // Anything else is a bug of ours. The log has the details; a stranger gets none of them.
  return { status: 500, detail: 'Something went wrong on our side.', errors: [] };
}
