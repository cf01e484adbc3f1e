'use strict';

const cors = require('@fastify/cors');
const Fastify = require('fastify');
const { answerError, answerNotFound } = require('./problems');

module.exports = function buildApp({ dataFile }) {
  const app = Fastify({
    bodyLimit: 100 * 1024,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 5_000 },
    frameworkErrors: answerError,
    // By itself, Fastify makes what the schema wants of what it is sent, and stops at the first field that does not fit.
    ajv: { customOptions: { coerceTypes: false, allErrors: true } },
  });

  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerNotFound);
  onlyJson(app);

  app.register(cors, {
    origin: '*',
    methods: ['GET', 'POST', 'PATCH', 'DELETE'],
    allowedHeaders: ['Content-Type'],
    exposedHeaders: ['Link', 'Location', 'X-Total-Count'],
  });
  app.register(require('./plugins/todoStore'), { dataFile });
  app.get('/health', async () => ({ status: 'ok' }));
  app.register(require('./routes/todos'), { prefix: '/todos' });
  return app;
};

/** A DELETE may say that its body is JSON, and have none: that is no mistake. */
function onlyJson(app) {
  const parse = app.getDefaultJsonParser('remove', 'remove');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else parse(request, body, done);
  });
}
