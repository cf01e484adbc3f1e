import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError, loadDotEnv, readConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { RedisUnreachable } from './redis.ts';
import { createShortener } from './shortener.ts';
import { shutDownOnSignal } from './shutdown.ts';

/** The program: read the settings, put the parts together, listen. */
async function main(): Promise<void> {
  loadDotEnv();
  const config = readConfig(process.env);
  const log = createLogger(config.LOG_LEVEL);
  const shortener = await createShortener(config, log);

  const server = createServer(shortener.app);
  server.listen(config.PORT, config.HOST);
  await once(server, 'listening'); // throws when the port is taken
  shutDownOnSignal(server, log, () => shortener.close());

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
