/** The HTTP side of the chat: which middleware runs in which order, and which routes there are. No ports, no sockets. */
import express, { type Express } from 'express';
import type { Redis } from 'ioredis';
import type { Db } from 'mongodb';
import { healthRoutes } from './health/healthRoutes.ts';
import { errorHandler, routeNotFound } from './http/errorHandler.ts';
import { requestContext } from './http/requestContext.ts';
import type { MessageRepository } from './messages/messageRepository.ts';
import { messageRoutes } from './messages/messageRoutes.ts';
import type { Logger } from './platform/logger.ts';
import type { RoomRepository } from './rooms/roomRepository.ts';
import { roomRoutes } from './rooms/roomRoutes.ts';
import { requireSession } from './sessions/requireSession.ts';
import type { Sessions } from './sessions/session.ts';
import { sessionRoutes } from './sessions/sessionRoutes.ts';

export interface AppParts {
  readonly logger: Logger;
  readonly db: Db;
  readonly redis: Redis;
  readonly sessions: Sessions;
  readonly rooms: RoomRepository;
  readonly messages: MessageRepository;
}

export function createApp({ logger, db, redis, sessions, rooms, messages }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');

  app.use(requestContext(logger));
  app.use(express.json({ limit: '16kb' }));

  app.use('/health', healthRoutes(db, redis));
  app.use('/sessions', sessionRoutes(sessions));
  app.use('/rooms', requireSession(sessions), roomRoutes(rooms), messageRoutes(rooms, messages));

  app.use(routeNotFound);
  app.use(errorHandler(logger));
  return app;
}
