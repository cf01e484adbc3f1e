/** Joining and leaving rooms, and the news of it. */
import { z } from 'zod';
import type { Logger } from '../platform/logger.ts';
import { roomNameSchema } from '../rooms/room.ts';
import type { RoomFeed } from '../rooms/roomFeed.ts';
import type { RoomRepository } from '../rooms/roomRepository.ts';
import type { ChatSocket } from './events.ts';
import { onEvent } from './onEvent.ts';
import type { Presence } from './presence.ts';
import type { RateLimiter } from './rateLimiter.ts';
import { Refused } from './refused.ts';

const joinSchema = z.object({
  room: roomNameSchema,
  /** The number of the last message that this client has seen. */
  after: z.number().int().min(0).optional(),
});
const leaveSchema = z.object({ room: roomNameSchema });

/** More would only make each of our broadcasts slower. */
const MOST_ROOMS = 50;

export interface RoomHandlerParts {
  readonly rooms: RoomRepository;
  readonly feed: RoomFeed;
  readonly presence: Presence;
  readonly limiter: RateLimiter;
  readonly logger: Logger;
  stopTyping(room: string): void;
  /** Runs what happens after a connection is gone, so that shutting down can wait for it. */
  background(task: () => Promise<void>): void;
}

export function handleRooms(socket: ChatSocket, parts: RoomHandlerParts): void {
  const { rooms, feed, presence, limiter, logger, stopTyping, background } = parts;
  const { user } = socket.data;

  onEvent(socket, {
    event: 'room:join',
    schema: joinSchema,
    limiter,
    logger,
    async handle({ room, after }) {
      // Every socket is also in a room of its own, which carries its id.
      if (socket.rooms.size > MOST_ROOMS) throw new Refused('too-many-rooms', `Be in at most ${MOST_ROOMS} rooms.`);
      const isNews = !socket.rooms.has(room) && !(await presence.isElsewhere(socket, room));

      await rooms.ensure(room);
      const { items, hasMore, lastSeq } = await feed.join(room, after, async () => {
        // Who has gone meanwhile must not come in: nobody would ever see them out.
        if (socket.connected) await socket.join(room);
      });
      if (isNews && socket.connected) socket.to(room).emit('user:joined', { room, user });

      return { room, messages: items, hasMore, lastSeq, online: await presence.online(room) };
    },
  });

  const sayGoodbye = async (room: string): Promise<void> => {
    if (!(await presence.isElsewhere(socket, room))) socket.to(room).emit('user:left', { room, user });
  };

  onEvent(socket, {
    event: 'room:leave',
    schema: leaveSchema,
    limiter,
    logger,
    async handle({ room }) {
      if (socket.rooms.has(room)) {
        stopTyping(room);
        await socket.leave(room);
        await sayGoodbye(room);
      }
      return { room };
    },
  });

  // When "disconnect" comes, the socket has left its rooms already; "disconnecting" still knows them.
  let lastRooms: string[] = [];
  socket.on('disconnecting', () => {
    lastRooms = [...socket.rooms].filter((room) => room !== socket.id);
  });
  socket.on('disconnect', () => {
    background(async () => {
      await Promise.all(lastRooms.map(sayGoodbye));
    });
  });
}
