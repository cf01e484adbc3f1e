import type { ClientRequest } from 'node:http';
import { CheckFailure } from './failure';
import { OPENED_AT_ONCE } from './pace';

export const HEADER_LIMIT = 64 * 1024;

const BACKLOG =
  'its queue of connections that are not accepted yet may be too short, which is the backlog of "listen" (5 in Python\'s servers)';

/** Says that no whole answer came in time, and why, as far as it is known. */
export function lateFailure(name: string, limit: number, { socket }: ClientRequest): CheckFailure {
  const late = `${name} was not answered within ${limit / 1000} seconds`;
  // Null until it has one.
  const isConnected = socket?.connecting === false;
  return new CheckFailure(isConnected ? `${late}.` : `${late}: the program has not even accepted the connection; ${BACKLOG}.`);
}

/** What is known about a connection that failed. */
export interface Circumstances {
  /** Why the program is gone. */
  readonly whyGone: string | undefined;
  /** How many connections were in use beside it; 0 when it was not a new one. */
  readonly others: number;
}

/** Says why a connection has failed. */
export function connectionFailure(name: string, error: NodeJS.ErrnoException, { whyGone, others }: Circumstances): CheckFailure {
  if (whyGone !== undefined) return new CheckFailure(`${name} cannot be answered: ${whyGone}.`);
  const many = `while ${others === 1 ? 'one other was' : `${others} others were`} in use; ${BACKLOG}`;
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return new CheckFailure(`The answer to ${name} has more than ${HEADER_LIMIT / 1024} kB of headers.`);
    case 'ECONNREFUSED':
      if (others > 0) return new CheckFailure(`${name} was not answered: the connection was refused ${many}.`);
      return new CheckFailure(`${name} cannot be answered: the program runs, but no longer listens on its port.`);
    case 'ECONNRESET':
      // With fewer of them, no queue is too short.
      if (others >= OPENED_AT_ONCE) return new CheckFailure(`${name} was not answered: the connection was closed ${many}.`);
      return new CheckFailure(`${name} was not answered: the program closed the connection.`);
    default:
      return new CheckFailure(
        error.code?.startsWith('HPE_') === true
          ? `The answer to ${name} is not HTTP (${error.message}).`
          : `${name} failed: ${error.message}.`,
      );
  }
}
