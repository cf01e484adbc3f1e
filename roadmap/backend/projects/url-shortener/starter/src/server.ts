import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import { ConfigError, loadDotEnv, readConfig } from './config.ts';
import { LinkRepository } from './links/repository.ts';
import { createLogger } from './logger.ts';
import { connectRedis, RedisUnreachable } from './redis.ts';
import { shutDownOnSignal } from './shutdown.ts';

/** The program: read the settings, put the parts together, listen. */
async function main(): Promise<void> {
  loadDotEnv();
  const config = readConfig(process.env);
  const log = createLogger(config.LOG_LEVEL);

  const redis = await connectRedis(config.REDIS_URL, log);
  const app = createApp({
    links: new LinkRepository(redis),
    ping: () => redis.ping(),
    baseUrl: config.BASE_URL,
    log,
  });

  const server = createServer(app);
  server.listen(config.PORT, config.HOST);
  await once(server, 'listening'); // throws when the port is taken
  // `quit` waits for the answers to commands that are still on their way.
  shutDownOnSignal(server, log, () => redis.quit());

  const { address, port } = server.address() as AddressInfo;
  log.info('listening', { url: `http://${address.includes(':') ? `[${address}]` : address}:${port}` });
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});

/** One sentence for what a person can put right; everything else is a bug, and its stack trace is welcome. */
function explain(error: unknown): unknown {
  if (error instanceof ConfigError || error instanceof RedisUnreachable) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'Another program already listens on this port. Stop it, or choose another with PORT.';
  }
  return error;
}
