/**
 * Brings the messages of a room to the clients of this instance: each client gets each message once, in order,
 * whichever instance it was sent to, and whenever the client came.
 *
 * MongoDB is the truth. The feed remembers up to which number it has delivered a room to its clients. Whenever
 * something may be new (a message was stored here, or another instance says so), it reads on from there. Whoever joins
 * gets everything up to that number as history, and everything after it live: no gap and no overlap, because for one
 * room all of this happens one after the other.
 *
 * Passing the messages themselves through Redis would save a question to the database, but Redis forgets what it could
 * not deliver, and two instances may send in another order than they store. Here a lost or late notice only delays.
 */
import type { Message, NewMessage } from '../messages/message.ts';
import type { Appended, MessageRepository, Page } from '../messages/messageRepository.ts';
import { createTurns } from '../platform/turns.ts';

export interface RoomFeed {
  /** Subscribes a client and gives it what it has not seen: everything after a number, or just the newest. */
  join(room: string, after: number | undefined, subscribe: () => Promise<void>): Promise<Page & { lastSeq: number }>;
  post(message: NewMessage): Promise<Appended>;
  /** Another instance has stored something in this room. */
  wake(room: string): Promise<void>;
  /** Notices may have been lost: look everywhere. */
  wakeAll(): Promise<void>;
  /** The last client of this instance has left the room. */
  empty(room: string): Promise<void>;
  idle(): Promise<void>;
}

export interface RoomFeedParts {
  readonly messages: MessageRepository;
  /** To the clients of this instance that are in the room. */
  deliver(message: Message): void;
  /** To the other instances. */
  announce(room: string): void;
  /** Whether a client of this instance is in the room. */
  hasClients(room: string): boolean;
}

const NEWEST = 50;
const MISSED = 200;

export function createRoomFeed({ messages, deliver, announce, hasClients }: RoomFeedParts): RoomFeed {
  const delivered = new Map<string, number>();
  const turns = createTurns();

  const catchUp = async (room: string): Promise<number> => {
    let seq = delivered.get(room);
    if (seq === undefined) {
      // Nobody here is waiting for anything older.
      seq = await messages.lastSeq(room);
      delivered.set(room, seq);
      return seq;
    }
    for (let hasMore = true; hasMore; ) {
      const page = await messages.after(room, seq, MISSED);
      for (const message of page.items) {
        deliver(message);
        seq = message.seq;
        delivered.set(room, seq);
      }
      hasMore = page.hasMore;
    }
    return seq;
  };

  const wake = async (room: string): Promise<void> => {
    if (!delivered.has(room)) return;
    await turns.take(room, () => catchUp(room));
  };

  return {
    wake,

    async wakeAll() {
      await Promise.all([...delivered.keys()].map(wake));
    },

    join: (room, after, subscribe) =>
      turns.take(room, async () => {
        const lastSeq = await catchUp(room);
        const page =
          after === undefined
            ? await messages.before(room, lastSeq + 1, NEWEST)
            : upTo(lastSeq, await messages.after(room, after, MISSED));
        await subscribe();
        return { ...page, lastSeq };
      }),

    post: (message) =>
      turns.take(message.room, async () => {
        const appended = await messages.append(message);
        if (!appended.duplicate) announce(message.room);
        await catchUp(message.room);
        return appended;
      }),

    empty: (room) =>
      turns.take(room, async () => {
        // Somebody may have joined while we waited for our turn.
        if (!hasClients(room)) delivered.delete(room);
      }),

    idle: turns.idle,
  };
}

/** Another instance may have stored more since we looked. That will come live. */
const upTo = (lastSeq: number, { items, hasMore }: Page): Page => ({
  items: items.filter((message) => message.seq <= lastSeq),
  hasMore: hasMore && (items.at(-1)?.seq ?? 0) < lastSeq,
});
