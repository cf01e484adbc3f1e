import { createApp } from './app.js';
import { openTodos } from './todos.js';

const { DATA_FILE = '.data/todos.json', PORT = '3000' } = process.env;

const todos = await openTodos(DATA_FILE);
const server = createApp(todos).listen(Number(PORT), '127.0.0.1', () => console.log(`listening on port ${PORT}`));

process.once('SIGTERM', () => {
  server.close();
  server.closeIdleConnections();
});
