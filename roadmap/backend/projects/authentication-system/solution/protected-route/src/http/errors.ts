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
  readonly headers?: Readonly<Record<string, string>>;
}

/** Throw one anywhere in a route or middleware: the error handler below turns it into the answer. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly errors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, { errors = [], headers = {} }: Extras = {}) {
    super(detail);
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }
}

/**
 * 401 means "I do not know who you are", and HTTP wants it to say how one could tell (403 is the other one:
 * "I know who you are, and you may not").
 */
export function unauthorized(detail: string, code?: 'invalid_token'): HttpError {
  const challenge = code === undefined ? 'Bearer' : `Bearer error="${code}"`;
  return new HttpError(401, detail, { headers: { 'WWW-Authenticate': challenge } });
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

    const { status, detail, errors, headers } = describe(error);
    if (status >= 500) log.error('request failed', { error });

    response
      .status(status)
      .set(headers)
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
  if (error instanceof HttpError) {
    return { status: error.status, detail: error.message, errors: error.errors, headers: error.headers };
  }

  // Errors of Express itself, for example a broken %-escape in the path. Those about the body we say in our own words.
  if (error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500) {
    const type = 'type' in error ? String(error.type) : '';
    return { status: error.status, detail: BODY_PROBLEMS.get(type) ?? error.message, errors: [], headers: {} };
  }

  // Anything else is a bug of ours. The log has the details; a stranger gets none of them.
  return { status: 500, detail: 'Something went wrong on our side.', errors: [], headers: {} };
}
