/** Joining and leaving rooms. */
import { z } from 'zod';
import type { Logger } from '../platform/logger.ts';
import { roomNameSchema } from '../rooms/room.ts';
import type { RoomRepository } from '../rooms/roomRepository.ts';
import type { ChatSocket, Refusal } from './events.ts';
import { onEvent } from './onEvent.ts';

const roomSchema = z.object({ room: roomNameSchema });

const badRoom: Refusal = {
  ok: false,
  error: { code: 'validation-failed', message: 'Send {"room": "name"}, with lower-case letters, digits and hyphens.' },
};

export function handleRooms(socket: ChatSocket, rooms: RoomRepository, logger: Logger): void {
  onEvent(socket, logger, 'room:join', async (payload, reply) => {
    const parsed = roomSchema.safeParse(payload);
    if (!parsed.success) return reply(badRoom);

    const { room } = parsed.data;
    await rooms.ensure(room);
    await socket.join(room);
    reply({ ok: true, room });
  });

  onEvent(socket, logger, 'room:leave', async (payload, reply) => {
    const parsed = roomSchema.safeParse(payload);
    if (!parsed.success) return reply(badRoom);

    const { room } = parsed.data;
    await socket.leave(room);
    reply({ ok: true, room });
  });
}
