/**
 * Talking. For now a message is passed on to whoever is in the room at that moment, and then forgotten. The sender
 * does not learn whether it arrived, and what makes no sense is dropped without a word: the next stages change that.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Logger } from '../platform/logger.ts';
import type { ChatServer, ChatSocket } from './events.ts';
import { onEvent } from './onEvent.ts';

const talkSchema = z.object({ room: z.string(), text: z.string() });

export function handleMessages(io: ChatServer, socket: ChatSocket, logger: Logger): void {
  onEvent(socket, logger, 'message:send', (payload) => {
    const parsed = talkSchema.safeParse(payload);
    if (!parsed.success || !socket.rooms.has(parsed.data.room)) return;

    const { room, text } = parsed.data;
    // Everybody in the room, the sender included: so all see the messages in the same order.
    io.to(room).emit('message:new', {
      id: randomUUID(),
      room,
      from: socket.data.user,
      text,
      sentAt: new Date().toISOString(),
    });
  });
}
