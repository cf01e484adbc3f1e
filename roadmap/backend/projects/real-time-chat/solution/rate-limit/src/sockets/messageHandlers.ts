/** Talking. A message is stored, then everybody in the room gets it (the sender too), then the sender gets the answer. */
import { z } from 'zod';
import type { Logger } from '../platform/logger.ts';
import { roomNameSchema } from '../rooms/room.ts';
import type { RoomFeed } from '../rooms/roomFeed.ts';
import type { ChatSocket } from './events.ts';
import { onEvent } from './onEvent.ts';
import type { RateLimiter } from './rateLimiter.ts';
import { Refused } from './refused.ts';

const messageSchema = z.strictObject({
  room: roomNameSchema,
  text: z.string().trim().min(1).max(2_000),
  clientId: z.string().regex(/^[\w-]{1,64}$/, 'Use 1 to 64 letters, digits, _ and -, for example a UUID.'),
});

export interface MessageHandlerParts {
  readonly feed: RoomFeed;
  readonly limiter: RateLimiter;
  readonly logger: Logger;
  /** Somebody who has said it is not typing any more. */
  stopTyping(room: string): void;
}

export function handleMessages(socket: ChatSocket, { feed, limiter, logger, stopTyping }: MessageHandlerParts): void {
  onEvent(socket, {
    event: 'message:send',
    schema: messageSchema,
    limiter,
    logger,
    async handle({ room, text, clientId }) {
      if (!socket.rooms.has(room)) throw new Refused('not-in-room', `Join "${room}" before you talk in it.`);
      stopTyping(room);

      const { message, duplicate } = await feed.post({ room, text, clientId, from: socket.data.user });
      if (message.room !== room || message.text !== text) {
        throw new Refused('client-id-reused', 'This clientId was used for another message.');
      }
      return { message, duplicate };
    },
  });
}
