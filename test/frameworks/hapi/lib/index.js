'use strict';

const { createServer } = require('./server');

const start = async () => {
  const server = await createServer({
    port: process.env.PORT ?? 3000,
    file: process.env.DATA_FILE ?? '.data/todos.json',
  });
  await server.start();
  console.log(`listening on ${server.info.uri}`);
  process.once('SIGTERM', () => server.stop({ timeout: 5_000 }));
};

start().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
