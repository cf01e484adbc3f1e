import type { Server } from 'node:http';
import type { Logger } from './logger.ts';

const LIMIT_MS = 10_000;

/**
 * Stops politely when asked to (Ctrl+C sends SIGINT, a container platform sends SIGTERM): no new connections,
 * requests in progress are finished, then the program ends. What takes longer than ten seconds is cut off.
 */
export function shutDownOnSignal(server: Server, log: Logger): void {
  let stopping = false;

  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return; // Ctrl+C under npm arrives twice
    stopping = true;
    log.info('stopping', { signal });

    setTimeout(() => {
      log.error('some requests did not finish in time, stopping anyway');
      process.exit(1);
    }, LIMIT_MS).unref();

    // A kept-alive connection becomes idle only after its last answer, so once is not enough.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);

    server.close(() => {
      clearInterval(sweep);
      log.info('stopped');
      process.exit(0);
    });
  };

  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
