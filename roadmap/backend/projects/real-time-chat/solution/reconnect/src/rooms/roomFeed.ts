/**
 * Brings the messages of a room to its clients: each client gets each message once, in order, whenever it came.
 *
 * Whoever joins gets what is stored at that moment as history, and everything after it live: no gap and no overlap,
 * because for one room all of this happens one after the other.
 */
import type { Message, NewMessage } from '../messages/message.ts';
import type { Appended, MessageRepository, Page } from '../messages/messageRepository.ts';
import { createTurns } from '../platform/turns.ts';

export interface RoomFeed {
  /** Subscribes a client and gives it what it has not seen: everything after a number, or just the newest. */
  join(room: string, after: number | undefined, subscribe: () => Promise<void>): Promise<Page & { lastSeq: number }>;
  post(message: NewMessage): Promise<Appended>;
  idle(): Promise<void>;
}

export interface RoomFeedParts {
  readonly messages: MessageRepository;
  /** To the clients that are in the room. */
  deliver(message: Message): void;
}

const NEWEST = 50;
const MISSED = 200;

export function createRoomFeed({ messages, deliver }: RoomFeedParts): RoomFeed {
  const turns = createTurns();

  return {
    join: (room, after, subscribe) =>
      turns.take(room, async () => {
        const lastSeq = await messages.lastSeq(room);
        const page =
          after === undefined
            ? await messages.before(room, undefined, NEWEST)
            : await messages.after(room, after, MISSED);
        await subscribe();
        return { ...page, lastSeq };
      }),

    post: (message) =>
      turns.take(message.room, async () => {
        const appended = await messages.append(message);
        if (!appended.duplicate) deliver(appended.message);
        return appended;
      }),

    idle: turns.idle,
  };
}
