/**
 * Who is in a room. Nothing is stored: Socket.io is asked each time, and it has forgotten those that are gone.
 *
 * A user may have several connections (tabs, a phone). They join with the first one and leave with the last one. When
 * two of them move in the same moment, the others may hear the same news twice, so news must be harmless to repeat.
 */
import type { User } from '../sessions/session.ts';
import type { ChatServer, ChatSocket } from './events.ts';

export interface Presence {
  /** Everybody in the room, in the order of their names. */
  online(room: string): Promise<readonly User[]>;
  /** Whether the user of this socket is in the room with another connection. */
  isElsewhere(socket: ChatSocket, room: string): Promise<boolean>;
}

export function createPresence(io: ChatServer): Presence {
  const connections = async (room: string): Promise<{ id: string; user: User }[]> => {
    const sockets = await io.in(room).fetchSockets();
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
