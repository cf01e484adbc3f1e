/**
 * Takes the messages of a room: stores them, then brings them to its clients, in the order of their numbers. Storing
 * takes a while, and another message may come meanwhile, so the messages of one room take turns.
 */
import type { Message, NewMessage } from '../messages/message.ts';
import type { MessageRepository } from '../messages/messageRepository.ts';
import { createTurns } from '../platform/turns.ts';

export interface RoomFeed {
  post(message: NewMessage): Promise<Message>;
  idle(): Promise<void>;
}

export interface RoomFeedParts {
  readonly messages: MessageRepository;
  /** To the clients that are in the room. */
  deliver(message: Message): void;
}

export function createRoomFeed({ messages, deliver }: RoomFeedParts): RoomFeed {
  const turns = createTurns();

  return {
    post: (message) =>
      turns.take(message.room, async () => {
        const stored = await messages.append(message);
        deliver(stored);
        return stored;
      }),

    idle: turns.idle,
  };
}
