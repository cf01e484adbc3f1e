/** Everything that is said over the socket, in both directions. What comes from a client is `unknown` until checked. */
import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { Message } from '../messages/message.ts';
import type { User } from '../sessions/session.ts';

/** The answer to an event: `ok` tells which of the two it is. */
export type Reply = { readonly ok: true; readonly [more: string]: unknown } | Refusal;

export interface Refusal {
  readonly ok: false;
  /** `code` is for programs and never changes, `message` is for people and may. */
  readonly error: { readonly code: string; readonly message: string; readonly [more: string]: unknown };
}

export type ClientEvent = 'room:join' | 'room:leave' | 'message:send';

export type ClientToServer = Record<ClientEvent, (...args: unknown[]) => void>;

export interface ServerToClient {
  'message:new': (message: Message) => void;
}

export interface SocketData {
  user: User;
}

export type ChatServer = Server<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;
export type ChatSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;
