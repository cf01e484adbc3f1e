'use strict';

const Boom = require('@hapi/boom');
const Hapi = require('@hapi/hapi');
const todos = require('./todos');

exports.createServer = async ({ port, file }) => {
  const server = Hapi.server({
    host: '127.0.0.1',
    port,
    routes: {
      cors: { origin: 'ignore', additionalExposedHeaders: ['Link', 'Location', 'X-Total-Count'] },
      payload: { maxBytes: 100 * 1024, allow: 'application/json' },
      validate: { options: { abortEarly: false, stripUnknown: true }, failAction: refuse },
    },
  });

  server.ext('onPreAuth', requireLength);
  server.ext('onPreResponse', answerErrors);
  server.route({ method: 'GET', path: '/health', handler: () => ({ status: 'ok' }) });
  // A route of our own, since the one that hapi has for this lets no other site read its answer.
  server.route({ method: '*', path: '/{any*}', handler: () => Boom.notFound('There is nothing at this address.') });
  await server.register({ plugin: todos, options: { file }, routes: { prefix: '/todos' } });
  return server;
};

/** hapi hangs up on what grows too large while it comes. So whoever sends a body has to say how long it is. */
function requireLength(request, h) {
  if (request.headers['transfer-encoding'] !== undefined) throw Boom.lengthRequired('Say how long the body is, with Content-Length.');
  return h.continue;
}

/** What Joi has found, for `answerErrors`. */
function refuse(request, h, error) {
  const errors = error.details.map(({ path, message }) => ({ field: String(path[0] ?? 'body'), message }));
  throw Boom.badData('Some fields have to be corrected.', { errors });
}

/** Boom's errors, as problem documents (RFC 9457). */
function answerErrors({ response }, h) {
  if (!response.isBoom) return h.continue;
  const { statusCode, payload, headers } = response.output;
  if (response.isServer) console.error(response);
  const document = { type: 'about:blank', title: payload.error, status: statusCode, detail: payload.message, ...response.data };
  const answer = h.response(document).code(statusCode).type('application/problem+json');
  for (const [name, value] of Object.entries(headers)) answer.header(name, value);
  return answer;
}
