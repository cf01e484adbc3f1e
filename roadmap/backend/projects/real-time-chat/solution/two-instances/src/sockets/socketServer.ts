/** The WebSocket side of the chat: who may connect, and what happens with the events of each connection. */
import type { Server as HttpServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import type { Redis } from 'ioredis';
import { Server } from 'socket.io';
import type { MessageRepository } from '../messages/messageRepository.ts';
import type { Logger } from '../platform/logger.ts';
import { createRoomFeed } from '../rooms/roomFeed.ts';
import type { RoomRepository } from '../rooms/roomRepository.ts';
import type { Sessions } from '../sessions/session.ts';
import { authenticate } from './authenticate.ts';
import type { ChatServer } from './events.ts';
import { handleMessages } from './messageHandlers.ts';
import { createPresence } from './presence.ts';
import { handleRooms } from './roomHandlers.ts';
import { handleTyping } from './typingHandlers.ts';

export interface SocketParts {
  readonly logger: Logger;
  readonly sessions: Sessions;
  readonly rooms: RoomRepository;
  readonly messages: MessageRepository;
  /** A connection that listens can do nothing else, so there are two. */
  readonly publisher: Redis;
  readonly subscriber: Redis;
  readonly redisPrefix: string;
  readonly typingTimeoutMs: number;
}

export interface SocketServer {
  /** Disconnects everybody, finishes what was begun, and closes the HTTP server. */
  close(): Promise<void>;
}

export function createSocketServer(httpServer: HttpServer, parts: SocketParts): SocketServer {
  const { logger, sessions, rooms, messages, publisher, subscriber, redisPrefix, typingTimeoutMs } = parts;

  const io: ChatServer = new Server(httpServer, {
    serveClient: false,
    // A chat message is short. Who sends more than this is disconnected before it fills our memory.
    maxHttpBufferSize: 64 * 1024,
    // From here on, io.to(room) reaches the clients of all instances.
    adapter: createAdapter(publisher, subscriber, { key: `${redisPrefix}:socket.io` }),
  });

  const presence = createPresence(io, logger);
  const feed = createRoomFeed({
    messages,
    deliver: (message) => io.local.to(message.room).emit('message:new', message),
    announce: (room) => io.serverSideEmit('room:changed', room),
    hasClients: (room) => io.of('/').adapter.rooms.has(room),
  });

  const tasks = new Set<Promise<void>>();
  const background = (run: () => Promise<unknown>): void => {
    const task = run()
      .catch((error: unknown) => logger.error('a task in the background failed', { error }))
      .then(() => void tasks.delete(task));
    tasks.add(task);
  };

  io.on('room:changed', (room) => background(() => feed.wake(room)));
  io.of('/').adapter.on('delete-room', (room: string) => background(() => feed.empty(room)));
  // While Redis was away, notices of other instances were lost.
  subscriber.on('ready', () => background(() => feed.wakeAll()));

  io.use(authenticate(sessions));

  io.on('connection', (socket) => {
    const who = { socketId: socket.id, user: socket.data.user.name };
    logger.info('connected', who);
    socket.on('disconnect', (reason) => logger.info('disconnected', { ...who, reason }));

    const { stopTyping } = handleTyping(socket, { timeoutMs: typingTimeoutMs, logger });
    handleRooms(socket, { rooms, feed, presence, logger, stopTyping, background });
    handleMessages(socket, { feed, logger, stopTyping });
  });

  return {
    async close() {
      const closed = new Promise((resolve) => httpServer.close(resolve));
      // The clients lose their connection, and look for another instance.
      io.engine.close();
      await feed.idle();
      // To tell the rooms who has left, the other instances are asked who is still there: only then may the adapter go.
      while (tasks.size > 0) await Promise.all(tasks);
      await io.close();
      await closed;
    },
  };
}
