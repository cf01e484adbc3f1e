/** Numbers the messages of a room and brings them to its clients, in that order. */
import { randomUUID } from 'node:crypto';
import type { Message, NewMessage } from '../messages/message.ts';

export interface RoomFeed {
  post(message: NewMessage): Message;
}

export interface RoomFeedParts {
  /** To the clients that are in the room. */
  deliver(message: Message): void;
}

export function createRoomFeed({ deliver }: RoomFeedParts): RoomFeed {
  // Forgotten when the chat stops, like the messages themselves.
  const lastSeqs = new Map<string, number>();

  return {
    post({ room, clientId, from, text }) {
      // There is no "await" between taking a number and delivering: no other message can come in between.
      const seq = (lastSeqs.get(room) ?? 0) + 1;
      lastSeqs.set(room, seq);
      const message: Message = {
        id: randomUUID(),
        room,
        seq,
        clientId,
        from,
        text,
        sentAt: new Date().toISOString(),
      };
      deliver(message);
      return message;
    },
  };
}
