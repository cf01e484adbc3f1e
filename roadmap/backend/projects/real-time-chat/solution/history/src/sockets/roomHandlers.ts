/** Joining and leaving rooms. */
import { z } from 'zod';
import type { MessageRepository } from '../messages/messageRepository.ts';
import type { Logger } from '../platform/logger.ts';
import { roomNameSchema } from '../rooms/room.ts';
import type { RoomRepository } from '../rooms/roomRepository.ts';
import type { ChatSocket } from './events.ts';
import { onEvent } from './onEvent.ts';

const roomSchema = z.object({ room: roomNameSchema });

const NEWEST = 50;

export function handleRooms(
  socket: ChatSocket,
  rooms: RoomRepository,
  messages: MessageRepository,
  logger: Logger,
): void {
  onEvent(socket, {
    event: 'room:join',
    schema: roomSchema,
    logger,
    async handle({ room }) {
      await rooms.ensure(room);
      // In this order a message that comes in between is seen twice. In the other one it would not be seen at all.
      await socket.join(room);
      const { items, hasMore } = await messages.before(room, undefined, NEWEST);
      return { room, messages: items, hasMore, lastSeq: items.at(-1)?.seq ?? 0 };
    },
  });

  onEvent(socket, {
    event: 'room:leave',
    schema: roomSchema,
    logger,
    async handle({ room }) {
      await socket.leave(room);
      return { room };
    },
  });
}
