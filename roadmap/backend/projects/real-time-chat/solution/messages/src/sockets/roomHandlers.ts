/** Joining and leaving rooms. */
import { z } from 'zod';
import type { Logger } from '../platform/logger.ts';
import { roomNameSchema } from '../rooms/room.ts';
import type { RoomRepository } from '../rooms/roomRepository.ts';
import type { ChatSocket } from './events.ts';
import { onEvent } from './onEvent.ts';

const roomSchema = z.object({ room: roomNameSchema });

export function handleRooms(socket: ChatSocket, rooms: RoomRepository, logger: Logger): void {
  onEvent(socket, {
    event: 'room:join',
    schema: roomSchema,
    logger,
    async handle({ room }) {
      await rooms.ensure(room);
      await socket.join(room);
      return { room };
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
