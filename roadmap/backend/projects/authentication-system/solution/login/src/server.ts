import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import { Passwords } from './auth/passwords.ts';
import { type Config, ConfigError, loadDotEnv, readConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { shutDownOnSignal } from './shutdown.ts';
import { MemoryUserRepository } from './users/memoryRepository.ts';

/** The program: read the settings, put the parts together, listen. */
async function main(): Promise<void> {
  loadDotEnv();
  const config = readConfig(process.env);
  const log = createLogger(config.LOG_LEVEL);

  const users = new MemoryUserRepository();
  const passwords = new Passwords(config.BCRYPT_COST);
  const server = createServer(createApp({ users, passwords, log, config }));

  await listen(server, config);
  shutDownOnSignal(server, log);

  const { address, port } = server.address() as AddressInfo;
  if (config.secretIsTemporary) log.warn('JWT_SECRET is not set: access tokens are good until this process ends');
  log.info('listening', { url: `http://${address.includes(':') ? `[${address}]` : address}:${port}` });
}

async function listen(server: Server, { HOST, PORT }: Config): Promise<void> {
  server.listen(PORT, HOST);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new ConfigError(`Port ${PORT} is in use. Stop the program that uses it, or set PORT to another number.`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
