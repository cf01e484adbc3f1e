/** The WebSocket side of the chat: who may connect, and what happens with the events of each connection. */
import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { MessageRepository } from '../messages/messageRepository.ts';
import type { Logger } from '../platform/logger.ts';
import { createRoomFeed } from '../rooms/roomFeed.ts';
import type { RoomRepository } from '../rooms/roomRepository.ts';
import type { Sessions } from '../sessions/session.ts';
import { authenticate } from './authenticate.ts';
import type { ChatServer } from './events.ts';
import { handleMessages } from './messageHandlers.ts';
import { handleRooms } from './roomHandlers.ts';

export interface SocketParts {
  readonly logger: Logger;
  readonly sessions: Sessions;
  readonly rooms: RoomRepository;
  readonly messages: MessageRepository;
}

export interface SocketServer {
  /** Disconnects everybody, finishes what was begun, and closes the HTTP server. */
  close(): Promise<void>;
}

export function createSocketServer(httpServer: HttpServer, parts: SocketParts): SocketServer {
  const { logger, sessions, rooms, messages } = parts;

  const io: ChatServer = new Server(httpServer, {
    serveClient: false,
    // A chat message is short. Who sends more than this is disconnected before it fills our memory.
    maxHttpBufferSize: 64 * 1024,
  });

  const feed = createRoomFeed({
    messages,
    deliver: (message) => io.to(message.room).emit('message:new', message),
  });

  io.use(authenticate(sessions));

  io.on('connection', (socket) => {
    const who = { socketId: socket.id, user: socket.data.user.name };
    logger.info('connected', who);
    socket.on('disconnect', (reason) => logger.info('disconnected', { ...who, reason }));

    handleRooms(socket, rooms, feed, logger);
    handleMessages(socket, feed, logger);
  });

  return {
    async close() {
      // The clients lose their connection, and look for another instance.
      await io.close();
      await feed.idle();
    },
  };
}
