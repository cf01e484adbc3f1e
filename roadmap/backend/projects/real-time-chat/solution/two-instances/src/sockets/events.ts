/** Everything that is said over the socket, in both directions. What comes from a client is `unknown` until checked. */
import type { Server, Socket } from 'socket.io';
import type { Message } from '../messages/message.ts';
import type { User } from '../sessions/session.ts';

/** The answer to an event: `ok` tells which of the two it is. */
export type Reply = { readonly ok: true; readonly [more: string]: unknown } | Refusal;

export interface Refusal {
  readonly ok: false;
  /** `code` is for programs and never changes, `message` is for people and may. */
  readonly error: { readonly code: string; readonly message: string; readonly [more: string]: unknown };
}

export type ClientEvent = 'room:join' | 'room:leave' | 'message:send' | 'typing:set';

export type ClientToServer = Record<ClientEvent, (...args: unknown[]) => void>;

export interface ServerToClient {
  'message:new': (message: Message) => void;
  'user:joined': (event: { room: string; user: User }) => void;
  'user:left': (event: { room: string; user: User }) => void;
  'typing:changed': (event: { room: string; user: User; typing: boolean }) => void;
}

/** What instances say to each other. */
export interface BetweenServers {
  'room:changed': (room: string) => void;
}

export interface SocketData {
  user: User;
}

export type ChatServer = Server<ClientToServer, ServerToClient, BetweenServers, SocketData>;
export type ChatSocket = Socket<ClientToServer, ServerToClient, BetweenServers, SocketData>;
