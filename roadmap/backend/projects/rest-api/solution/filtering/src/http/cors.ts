import type { RequestHandler } from 'express';

/**
 * A browser lets a page read answers of another site only when that site agrees, with these headers.
 * They protect the user of a browser, not this server: a program such as curl ignores them.
 */
export function cors(origin: string): RequestHandler {
  return (request, response, next) => {
    response.set({
      'Access-Control-Allow-Origin': origin,
      // Without this line a page could read the body of an answer, but not these headers.
      'Access-Control-Expose-Headers': 'Link, Location, X-Request-Id, X-Total-Count',
    });

    if (request.method !== 'OPTIONS') {
      next();
      return;
    }

    // The "preflight": before a request that a plain HTML form could not send, the browser asks whether it may.
    response.set({
      'Access-Control-Allow-Methods': 'GET, HEAD, POST, PATCH, DELETE, OPTIONS',
      'Access-Control-Allow-Headers': 'Content-Type, X-Request-Id',
      'Access-Control-Max-Age': '600', // seconds for which it need not ask again
    });
    response.status(204).end();
  };
}
