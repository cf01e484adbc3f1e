'use strict';

const buildApp = require('./app');

const { DATA_FILE = '.data/todos.json', PORT = '3000' } = process.env;

const app = buildApp({ dataFile: DATA_FILE });

app.listen({ host: '127.0.0.1', port: Number(PORT) }).catch((error) => {
  console.error(error.message);
  process.exit(1);
});

process.once('SIGTERM', () => app.close());
