/**
 * Messages in MongoDB. A unique index carries a promise of the chat:
 *   (room, seq)  the numbers of a room have no doubles, and as each is "the last one + 1", no gaps
 */
import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';
import type { User } from '../sessions/session.ts';
import type { Message, NewMessage } from './message.ts';

interface MessageDocument {
  readonly _id: string;
  readonly room: string;
  readonly seq: number;
  readonly clientId: string;
  readonly from: User;
  readonly text: string;
  readonly sentAt: Date;
}

export interface Page {
  /** Oldest first. */
  readonly items: readonly Message[];
  /** There are older ones. */
  readonly hasMore: boolean;
}

export interface MessageRepository {
  /** Gives the message the next number of its room. Those of one room have to come one after the other. */
  append(message: NewMessage): Promise<Message>;
  /** The newest messages, or the newest ones before a number. */
  before(room: string, seq: number | undefined, limit: number): Promise<Page>;
}

export async function createMessageRepository(db: Db): Promise<MessageRepository> {
  const messages = db.collection<MessageDocument>('messages');
  await messages.createIndex({ room: 1, seq: 1 }, { unique: true });

  const lastSeq = async (room: string): Promise<number> => {
    const [newest] = await messages.find({ room }).sort({ seq: -1 }).limit(1).toArray();
    return newest?.seq ?? 0;
  };

  return {
    async append({ room, clientId, from, text }) {
      const document: MessageDocument = {
        _id: randomUUID(),
        room,
        seq: (await lastSeq(room)) + 1,
        clientId,
        from,
        text,
        sentAt: new Date(),
      };
      await messages.insertOne(document);
      return toMessage(document);
    },

    async before(room, seq, limit) {
      const filter = seq === undefined ? { room } : { room, seq: { $lt: seq } };
      // One more than asked for tells whether there is more.
      const found = await messages.find(filter).sort({ seq: -1 }).limit(limit + 1).toArray();
      return { items: found.slice(0, limit).reverse().map(toMessage), hasMore: found.length > limit };
    },
  };
}

function toMessage({ _id, sentAt, ...rest }: MessageDocument): Message {
  return { id: _id, ...rest, sentAt: sentAt.toISOString() };
}
