'use strict';

const createApp = require('./app');
const TodoStore = require('./store');

async function main() {
  const store = await TodoStore.open(process.env.DATA_FILE ?? '.data/todos.json');
  const server = createApp(store).listen(process.env.PORT ?? 3000, '127.0.0.1', () => {
    console.log(`listening on http://127.0.0.1:${server.address().port}`);
  });
  process.on('SIGTERM', () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  });
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
