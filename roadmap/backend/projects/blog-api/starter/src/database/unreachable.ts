/** The database did not answer when the program started: the message is for a person and says what to do. */
export class DatabaseUnreachable extends Error {
  constructor(url: string, cause: unknown) {
    // The host and the name only: the whole URL may hold a password.
    const { host, pathname } = new URL(url);
    // A host name with several addresses fails once for each of them; the first reason is enough.
    const reason = cause instanceof AggregateError ? cause.errors[0] : cause;
    const why = reason instanceof Error ? reason.message : String(reason);
    super(
      `Cannot reach PostgreSQL at ${host}${pathname} (${why}). ` +
        'Start it with "docker compose up -d --wait", or set DATABASE_URL to one that runs.',
    );
  }
}

/** What a connection that is gone looks like: Node's codes, PostgreSQL's (class 08 and 57P0x), and Prisma's. */
const CONNECTION_CODES = /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|08\d{3}|57P0\d|P1001|P1002|P1008|P1017|P2024)$/;

/** True when a query failed because there is no connection, and not because the query was wrong. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && CONNECTION_CODES.test(String(error.code))) return true;
  if (error.message.includes("Can't reach database server")) return true; // Prisma, for raw queries, has no code
  return isConnectionError(error.cause);
}
