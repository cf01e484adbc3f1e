import type { RequestHandler } from 'express';

/**
 * Lets a frontend from another address use this API from a browser. That is safe with any origin, because our tokens
 * travel in a header that a frontend has to set itself, and not in cookies that a browser would send along unasked.
 */
export function cors(origin: string): RequestHandler {
  return (request, response, next) => {
    response.set({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'x-request-id',
      vary: 'origin',
    });
    if (request.method !== 'OPTIONS') {
      next();
      return;
    }
    // The browser asks first ("preflight") whether it may send what the frontend wants to send.
    response
      .status(204)
      .set({
        'access-control-allow-methods': 'GET, POST, PUT, DELETE',
        'access-control-allow-headers': 'authorization, content-type, x-requested-with',
        'access-control-max-age': '600',
      })
      .end();
  };
}
