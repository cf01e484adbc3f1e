/**
 * Messages in MongoDB. Two unique indexes carry the two promises of the chat:
 *   (room, seq)          the numbers of a room have no doubles, and as each is "the last one + 1", no gaps
 *   (from.id, clientId)  a message that is sent twice is stored once
 */
import { randomUUID } from 'node:crypto';
import { type Db, type Filter, MongoServerError } from 'mongodb';
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

export interface Appended {
  readonly message: Message;
  /** It was there already. */
  readonly duplicate: boolean;
}

export interface Page {
  /** Oldest first. */
  readonly items: readonly Message[];
  /** There is more in the direction that was asked for. */
  readonly hasMore: boolean;
}

export interface MessageRepository {
  append(message: NewMessage): Promise<Appended>;
  /** The number of the newest message; 0 when nothing has been said. */
  lastSeq(room: string): Promise<number>;
  /** The newest messages, or the newest ones before a number. */
  before(room: string, seq: number | undefined, limit: number): Promise<Page>;
  /** The oldest messages after a number. */
  after(room: string, seq: number, limit: number): Promise<Page>;
}

const DUPLICATE_KEY = 11_000;

export async function createMessageRepository(db: Db): Promise<MessageRepository> {
  const messages = db.collection<MessageDocument>('messages');
  await messages.createIndex({ room: 1, seq: 1 }, { unique: true });
  await messages.createIndex({ 'from.id': 1, clientId: 1 }, { unique: true });

  const page = async (filter: Filter<MessageDocument>, direction: 1 | -1, limit: number): Promise<Page> => {
    // One more than asked for tells whether there is more.
    const found = await messages.find(filter).sort({ seq: direction }).limit(limit + 1).toArray();
    const items = found.slice(0, limit).map(toMessage);
    return { items: direction === 1 ? items : items.reverse(), hasMore: found.length > limit };
  };

  const lastSeq = async (room: string): Promise<number> => {
    const [newest] = await messages.find({ room }).sort({ seq: -1 }).limit(1).toArray();
    return newest?.seq ?? 0;
  };

  return {
    lastSeq,

    async append({ room, clientId, from, text }) {
      for (;;) {
        // A counter would be quicker, but with a counter number 8 can be stored before number 7: somebody who looks
        // in between sees 8, believes that it has everything up to 8, and never gets 7. Like this, 8 cannot exist
        // without 7.
        const document: MessageDocument = {
          _id: randomUUID(),
          room,
          seq: (await lastSeq(room)) + 1,
          clientId,
          from,
          text,
          sentAt: new Date(),
        };
        try {
          await messages.insertOne(document);
          return { message: toMessage(document), duplicate: false };
        } catch (error) {
          if (!(error instanceof MongoServerError && error.code === DUPLICATE_KEY)) throw error;
        }
        const earlier = await messages.findOne({ 'from.id': from.id, clientId });
        if (earlier) return { message: toMessage(earlier), duplicate: true };
        // Then it was the number: another instance was quicker. Take the next one.
      }
    },

    before: (room, seq, limit) => page(seq === undefined ? { room } : { room, seq: { $lt: seq } }, -1, limit),
    after: (room, seq, limit) => page({ room, seq: { $gt: seq } }, 1, limit),
  };
}

function toMessage({ _id, sentAt, ...rest }: MessageDocument): Message {
  return { id: _id, ...rest, sentAt: sentAt.toISOString() };
}
