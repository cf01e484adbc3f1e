import { serve } from '@hono/node-server';
import { createApp } from './app';
import { TodoStore } from './store';

const { DATA_FILE = '.data/todos.json', PORT = '3000' } = process.env;

const app = createApp(await TodoStore.open(DATA_FILE));
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(PORT) }, ({ port }) => {
  console.log(`listening on http://127.0.0.1:${port}`);
});

process.once('SIGTERM', () => server.close());
