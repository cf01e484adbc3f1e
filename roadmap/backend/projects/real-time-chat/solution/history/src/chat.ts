/** Puts the parts together, in the order in which they need each other, and takes them apart in the reverse order. */
import { createServer } from 'node:http';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { listen } from './http/listen.ts';
import { createMessageRepository } from './messages/messageRepository.ts';
import type { Logger } from './platform/logger.ts';
import { connectMongo } from './platform/mongodb.ts';
import { closeRedis, connectRedis } from './platform/redis.ts';
import { createRoomRepository } from './rooms/roomRepository.ts';
import { createSessions } from './sessions/session.ts';
import { createSocketServer } from './sockets/socketServer.ts';

export interface Chat {
  readonly url: string;
  close(): Promise<void>;
}

export async function startChat(config: Config, logger: Logger): Promise<Chat> {
  // What has been opened so far, so that it can be closed: at the end, or when a later step fails.
  const opened: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const closeOne of opened.splice(0).reverse()) await closeOne();
  };

  try {
    const mongo = await connectMongo(config.mongodbUrl);
    opened.push(() => mongo.close());
    // Not used for more than /health yet. It will pass messages between instances.
    const redis = await connectRedis(config.redisUrl, logger);
    opened.push(() => closeRedis(redis));

    const db = mongo.db();
    const sessions = createSessions(config.sessionSecret, config.sessionTtlSeconds);
    const rooms = createRoomRepository(db);

    const messages = await createMessageRepository(db);

    const server = createServer(createApp({ logger, db, redis, sessions, rooms, messages }));
    const sockets = createSocketServer(server, { logger, sessions, rooms, messages });
    const url = await listen(server, config.host, config.port);
    opened.push(() => sockets.close());

    return { url, close };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}
