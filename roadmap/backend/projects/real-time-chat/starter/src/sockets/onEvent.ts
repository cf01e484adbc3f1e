/**
 * Listens to one event of a client. The handler may fail like a route may: the error is logged, with an id that is on
 * every log line of this event, and the client gets an answer. Uncaught, it would end the process for everybody.
 */
import { randomUUID } from 'node:crypto';
import { type Logger, withLogContext } from '../platform/logger.ts';
import type { ChatSocket, ClientEvent, Reply } from './events.ts';

export type EventHandler = (payload: unknown, reply: (reply: Reply) => void) => Promise<void> | void;

export function onEvent(socket: ChatSocket, logger: Logger, event: ClientEvent, handle: EventHandler): void {
  socket.on(event, (...args) => {
    // A client may send no payload, ask for no answer, or send nonsense in the place of either.
    const last = args.at(-1);
    const reply = typeof last === 'function' ? (last as (reply: Reply) => void) : () => undefined;
    const payload = typeof args[0] === 'function' ? undefined : args[0];

    const context = { requestId: randomUUID(), socketId: socket.id, user: socket.data.user.name, event };
    void withLogContext(context, async () => {
      try {
        await handle(payload, reply);
      } catch (error) {
        logger.error('event failed', { error });
        reply({ ok: false, error: { code: 'internal-error', message: 'Something went wrong on our side.' } });
      }
    });
  });
}
