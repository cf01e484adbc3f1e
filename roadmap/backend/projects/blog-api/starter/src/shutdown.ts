import type { Server } from 'node:http';
import type { Logger } from './logger.ts';

const LIMIT_MS = 10_000;

/**
 * Stops politely when asked to (Ctrl+C sends SIGINT, a container platform sends SIGTERM): no new connections,
 * requests in progress are finished, `release` lets go of what they needed, then the program ends.
 * What takes longer than ten seconds is cut off.
 */
export function shutDownOnSignal(server: Server, log: Logger, release: () => Promise<unknown>): void {
  let stopping = false;

  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (stopping) return; // Ctrl+C under npm arrives twice
    stopping = true;
    log.info('stopping', { signal });

    setTimeout(() => {
      log.error('stopping took too long, ending anyway');
      process.exit(1);
    }, LIMIT_MS).unref();

    // A kept-alive connection becomes idle only after its last answer, so once is not enough.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    await new Promise((closed) => server.close(closed));
    clearInterval(sweep);

    // Last, because the requests above still needed it.
    await release().catch((error: unknown) => log.warn('could not close everything', { error }));
    log.info('stopped');
    process.exit(0);
  };

  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
