'use strict';

const cors = require('cors');
const express = require('express');
const { errorHandler, notFound, requireJson } = require('./middleware');
const todoRoutes = require('./routes/todos');

module.exports = function createApp(store) {
  const app = express();
  app.disable('x-powered-by');

  app.use(cors({ exposedHeaders: ['Link', 'Location', 'X-Total-Count'] }));
  app.use(requireJson);
  app.use(express.json({ limit: '100kb', strict: false }));

  app.get('/health', (req, res) => res.json({ status: 'ok' }));
  app.use('/todos', todoRoutes(store));

  app.use(notFound);
  app.use(errorHandler);
  return app;
};
