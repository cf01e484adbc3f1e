/**
 * Who is in a room, on all instances. Nothing is stored: the instances are asked each time. A list in Redis would have
 * to be cleaned up after an instance that crashed; here its clients are gone together with it.
 *
 * A user may have several connections (tabs, a phone). They join with the first one and leave with the last one. When
 * two of them move in the same moment, the others may hear the same news twice, so news must be harmless to repeat.
 */
import type { Logger } from '../platform/logger.ts';
import type { User } from '../sessions/session.ts';
import type { ChatServer, ChatSocket } from './events.ts';

export interface Presence {
  /** Everybody in the room, in the order of their names. */
  online(room: string): Promise<readonly User[]>;
  /** Whether the user of this socket is in the room with another connection. */
  isElsewhere(socket: ChatSocket, room: string): Promise<boolean>;
}

const PATIENCE_MS = 2_000;

export function createPresence(io: ChatServer, logger: Logger): Presence {
  const connections = async (room: string): Promise<{ id: string; user: User }[]> => {
    const everywhere = io.in(room).fetchSockets();
    const tooLong = new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error('The other instances do not answer.')), PATIENCE_MS).unref();
    });
    const sockets = await Promise.race([everywhere, tooLong]).catch((error: unknown) => {
      // Better to know half than to let somebody wait at the door.
      logger.warn('presence is limited to this instance', { error });
      return io.local.in(room).fetchSockets();
    });
    return sockets.map((socket) => ({ id: socket.id, user: socket.data.user }));
  };

  return {
    async online(room) {
      const users = new Map((await connections(room)).map(({ user }) => [user.id, user]));
      return [...users.values()].sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
    },

    async isElsewhere(socket, room) {
      const { id: userId } = socket.data.user;
      return (await connections(room)).some(({ id, user }) => user.id === userId && id !== socket.id);
    },
  };
}
