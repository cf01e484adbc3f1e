/**
 * Listens to one event of a client: checks, runs the handler, answers. What the handler returns goes into the answer,
 * and so does what it throws. An error that nobody caught would end the process for everybody.
 */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { type Logger, withLogContext } from '../platform/logger.ts';
import type { ChatSocket, ClientEvent, Refusal, Reply } from './events.ts';
import { Refused } from './refused.ts';

export interface EventOptions<T extends z.ZodType> {
  readonly event: ClientEvent;
  readonly schema: T;
  readonly logger: Logger;
  handle(payload: z.output<T>): Promise<object>;
}

export function onEvent<T extends z.ZodType>(socket: ChatSocket, options: EventOptions<T>): void {
  const { event, schema, logger, handle } = options;

  const answer = async (payload: unknown): Promise<Reply> => {
    try {
      const parsed = schema.safeParse(payload);
      if (!parsed.success) {
        const errors = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
        throw new Refused('validation-failed', 'What was sent is not valid.', { errors });
      }
      return { ok: true, ...(await handle(parsed.data)) };
    } catch (error) {
      return refusal(error, logger);
    }
  };

  socket.on(event, (...args) => {
    // A client may send no payload, ask for no answer, or send nonsense in the place of either.
    const last = args.at(-1);
    const reply = typeof last === 'function' ? (last as (reply: Reply) => void) : () => undefined;
    const payload = typeof args[0] === 'function' ? undefined : args[0];

    const context = { requestId: randomUUID(), socketId: socket.id, user: socket.data.user.name, event };
    void withLogContext(context, async () => reply(await answer(payload)));
  });
}

function refusal(error: unknown, logger: Logger): Refusal {
  if (error instanceof Refused) return { ok: false, error: { code: error.code, message: error.message, ...error.more } };
  logger.error('event failed', { error });
  return { ok: false, error: { code: 'internal-error', message: 'Something went wrong on our side.' } };
}
