/** The process: settings in, chat up, signals handled. Everything else can be started by a test as well. */
import { startChat } from './chat.ts';
import { loadConfig } from './config.ts';
import { StartupError } from './platform/errors.ts';
import { loadEnvFile } from './platform/loadEnvFile.ts';
import { createLogger } from './platform/logger.ts';
import { shutDownOnSignals } from './platform/shutdown.ts';

try {
  loadEnvFile();
  const config = loadConfig(process.env);
  const logger = createLogger(config.logLevel);
  const chat = await startChat(config, logger);
  shutDownOnSignals(() => chat.close(), logger);
  // Said last: whoever waits for this line may send a signal right after it.
  logger.info('chat is open', { url: chat.url });
} catch (error) {
  // What the person who starts the server can put right is one sentence; anything else is a bug and shows its stack.
  console.error(error instanceof StartupError ? error.message : error);
  process.exit(1);
}
