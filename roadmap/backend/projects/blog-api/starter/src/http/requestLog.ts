import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { withLogFields, type Logger } from '../logger.ts';

/** Short and harmless, because it comes from outside and goes into our log. */
const ACCEPTABLE_ID = /^[\w-]{1,64}$/;

/**
 * Gives each request an id, which is on every log line about it and in the `x-request-id` header of the answer.
 * A client that sends an id of its own can find its request in our log.
 */
export function requestLog(log: Logger): RequestHandler {
  return (request, response, next) => {
    const sent = request.get('x-request-id');
    const requestId = sent !== undefined && ACCEPTABLE_ID.test(sent) ? sent : randomUUID();
    const { method, path } = request;
    const start = performance.now();

    response.set('x-request-id', requestId);
    // "close" comes in any case; "finish" would not come when the client hangs up early.
    response.on('close', () => {
      withLogFields({ requestId }, () => {
        log.info('request', {
          method,
          path,
          status: response.statusCode,
          ms: Math.round(performance.now() - start),
          ...(response.writableFinished ? {} : { aborted: true }),
        });
      });
    });

    withLogFields({ requestId }, next);
  };
}
