/** Runs before a connection is accepted: `io(url, { auth: { token } })`, with a token from POST /sessions. */
import { z } from 'zod';
import type { Sessions } from '../sessions/session.ts';
import type { ChatSocket } from './events.ts';

const handshakeSchema = z.object({ token: z.string() });

export function authenticate(sessions: Sessions) {
  return (socket: ChatSocket, next: (error?: Error) => void): void => {
    const handshake = handshakeSchema.safeParse(socket.handshake.auth);
    const user = handshake.success ? sessions.verify(handshake.data.token) : undefined;
    if (!user) {
      // The client receives this as "connect_error"; Socket.io passes `data` on.
      next(Object.assign(new Error('Connect with the token of a session.'), { data: { code: 'unauthorized' } }));
      return;
    }
    socket.data.user = user;
    next();
  };
}
