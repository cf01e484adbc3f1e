/** Rooms in MongoDB. The name is the `_id`, so there cannot be two rooms of one name. */
import type { Db } from 'mongodb';
import type { Room } from './room.ts';

interface RoomDocument {
  readonly _id: string;
  readonly createdAt: Date;
}

export interface RoomRepository {
  /** Creates the room unless it is there. */
  ensure(name: string): Promise<void>;
  exists(name: string): Promise<boolean>;
  list(): Promise<readonly Room[]>;
}

const MOST_ROOMS = 100;

export function createRoomRepository(db: Db): RoomRepository {
  const rooms = db.collection<RoomDocument>('rooms');
  return {
    async ensure(name) {
      // One step: of two people who come at the same time, one creates the room and the other finds it.
      await rooms.updateOne({ _id: name }, { $setOnInsert: { createdAt: new Date() } }, { upsert: true });
    },

    async exists(name) {
      return (await rooms.findOne({ _id: name })) !== null;
    },

    async list() {
      const documents = await rooms.find().sort({ _id: 1 }).limit(MOST_ROOMS).toArray();
      return documents.map(({ _id, createdAt }) => ({ name: _id, createdAt: createdAt.toISOString() }));
    },
  };
}
