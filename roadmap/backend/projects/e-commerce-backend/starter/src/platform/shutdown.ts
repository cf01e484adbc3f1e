/**
 * Leaving well: when the platform (or Ctrl+C) asks the process to stop, finish what was begun, close every
 * connection, and exit with 0. A process that is simply killed drops the requests it was working on.
 */
import type { Logger } from './logger.ts';

const PATIENCE_MS = 10_000;

export function shutDownOnSignals(close: () => Promise<void>, logger: Logger): void {
  let stopping = false;

  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    // Ctrl+C under npm may arrive twice: from the terminal, and passed on by npm.
    if (stopping) return;
    stopping = true;
    logger.info('shutting down', { signal });

    // Something may hang. `unref` keeps this timer from being the reason why the process stays alive.
    setTimeout(() => {
      logger.error('could not shut down in time, leaving anyway', { afterMs: PATIENCE_MS });
      process.exit(1);
    }, PATIENCE_MS).unref();

    try {
      await close();
      logger.info('goodbye');
      process.exit(0);
    } catch (error) {
      logger.error('shutting down failed', { error });
      process.exit(1);
    }
  };

  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
}
