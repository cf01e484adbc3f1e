/** Joining and leaving rooms. */
import { z } from 'zod';
import type { Logger } from '../platform/logger.ts';
import { roomNameSchema } from '../rooms/room.ts';
import type { RoomFeed } from '../rooms/roomFeed.ts';
import type { RoomRepository } from '../rooms/roomRepository.ts';
import type { ChatSocket } from './events.ts';
import { onEvent } from './onEvent.ts';

const joinSchema = z.object({
  room: roomNameSchema,
  /** The number of the last message that this client has seen. */
  after: z.number().int().min(0).optional(),
});
const leaveSchema = z.object({ room: roomNameSchema });

export function handleRooms(socket: ChatSocket, rooms: RoomRepository, feed: RoomFeed, logger: Logger): void {
  onEvent(socket, {
    event: 'room:join',
    schema: joinSchema,
    logger,
    async handle({ room, after }) {
      await rooms.ensure(room);
      const { items, hasMore, lastSeq } = await feed.join(room, after, async () => {
        await socket.join(room);
      });
      return { room, messages: items, hasMore, lastSeq };
    },
  });

  onEvent(socket, {
    event: 'room:leave',
    schema: leaveSchema,
    logger,
    async handle({ room }) {
      await socket.leave(room);
      return { room };
    },
  });
}
