/**
 * Gives each request an id, puts it on every log line and into the answer, and logs the outcome. A client (or a
 * proxy in front of us) may bring its own id, so that one id can be followed through several services.
 */
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { type Logger, withLogContext } from '../platform/logger.ts';

// Anything else could smuggle line breaks or megabytes into the log.
const ACCEPTABLE_ID = /^[\w.-]{1,64}$/;

export function requestContext(logger: Logger): RequestHandler {
  return (req, res, next) => {
    const offered = req.get('x-request-id') ?? '';
    const requestId = ACCEPTABLE_ID.test(offered) ? offered : randomUUID();
    const startedAt = performance.now();
    res.setHeader('x-request-id', requestId);

    withLogContext({ requestId }, () => {
      res.on('close', () => {
        logger.info('request', {
          requestId,
          method: req.method,
          path: req.originalUrl,
          status: res.statusCode,
          durationMs: Math.round(performance.now() - startedAt),
          // The client went away before the answer was complete.
          ...(res.writableFinished ? {} : { aborted: true }),
        });
      });
      next();
    });
  };
}
