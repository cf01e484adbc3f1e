/** "Ada is typing …". Clients vanish in the middle of a word, so it ends by itself when it is not renewed. */
import { z } from 'zod';
import type { Logger } from '../platform/logger.ts';
import { roomNameSchema } from '../rooms/room.ts';
import type { ChatSocket } from './events.ts';
import { onEvent } from './onEvent.ts';
import { Refused } from './refused.ts';

const typingSchema = z.strictObject({ room: roomNameSchema, typing: z.boolean() });

export interface TypingHandlerParts {
  /** When it ends by itself. */
  readonly timeoutMs: number;
  readonly logger: Logger;
}

export function handleTyping(socket: ChatSocket, { timeoutMs, logger }: TypingHandlerParts) {
  const timers = new Map<string, NodeJS.Timeout>();

  const tell = (room: string, typing: boolean): void => {
    socket.to(room).emit('typing:changed', { room, user: socket.data.user, typing });
  };

  const stopTyping = (room: string): void => {
    const timer = timers.get(room);
    if (timer === undefined) return;
    clearTimeout(timer);
    timers.delete(room);
    tell(room, false);
  };

  onEvent(socket, {
    event: 'typing:set',
    schema: typingSchema,
    logger,
    async handle({ room, typing }) {
      if (!socket.rooms.has(room)) throw new Refused('not-in-room', `Join "${room}" before you type in it.`);
      if (!typing) {
        stopTyping(room);
        return { room, typing };
      }
      // The others hear it once, however often it is renewed.
      if (!timers.has(room)) tell(room, true);
      clearTimeout(timers.get(room));
      timers.set(room, setTimeout(stopTyping, timeoutMs, room));
      return { room, typing };
    },
  });

  socket.on('disconnecting', () => {
    for (const room of [...timers.keys()]) stopTyping(room);
  });

  return { stopTyping };
}
