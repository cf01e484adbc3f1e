import { createHash, randomBytes, randomUUID } from 'node:crypto';

interface Session {
  readonly id: string;
  readonly userId: string;
  /** Milliseconds. Refreshing does not move it: after this, a user logs in again. */
  readonly expiresAt: number;
  /** The hash of the one refresh token that still works. */
  current: string;
  /** The hashes of those that were exchanged for a newer one. */
  readonly used: Set<string>;
}

export interface SessionGrant {
  readonly userId: string;
  /** Given to the client now, and never seen here again. */
  readonly refreshToken: string;
}

export type RefreshResult =
  | { readonly outcome: 'refreshed'; readonly grant: SessionGrant }
  | { readonly outcome: 'reused'; readonly userId: string; readonly sessionId: string }
  | { readonly outcome: 'unknown' };

/**
 * A session begins with a login and ends with a theft or with time. Its refresh tokens form a chain: each is good
 * for one exchange, which gives the next. If an old one turns up again, two parties hold tokens of this session. We
 * cannot tell which of them is the thief, so the session ends for both, and the user logs in again.
 *
 * A refresh token is random and means nothing by itself. Only its hash is kept, so whoever reads our memory (or one
 * day, our database) cannot use it. It needs no bcrypt: nobody guesses 256 random bits.
 *
 * No method waits for anything, so each runs as a whole before any other request. With a database, `refresh` has to be
 * one conditional update ("… set current = new where current = old") to keep that promise.
 */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #byToken = new Map<string, Session>();
  readonly #ttlMs: number;
  readonly #now: () => number;

  constructor(ttlSeconds: number, now: () => number) {
    this.#ttlMs = ttlSeconds * 1000;
    this.#now = now;
  }

  start(userId: string): SessionGrant {
    this.#forgetExpired();
    const { token, hash } = newToken();
    const session: Session = {
      id: randomUUID(),
      userId,
      expiresAt: this.#now() + this.#ttlMs,
      current: hash,
      used: new Set(),
    };
    this.#sessions.set(session.id, session);
    this.#byToken.set(hash, session);
    return { userId, refreshToken: token };
  }

  refresh(token: string): RefreshResult {
    const hash = hashOf(token);
    const session = this.#byToken.get(hash);
    if (session === undefined || this.#hasExpired(session)) return { outcome: 'unknown' };

    const { id: sessionId, userId } = session;
    if (session.used.has(hash)) {
      this.end(sessionId);
      return { outcome: 'reused', userId, sessionId };
    }

    const next = newToken();
    session.used.add(hash);
    session.current = next.hash;
    this.#byToken.set(next.hash, session);
    return { outcome: 'refreshed', grant: { userId, refreshToken: next.token } };
  }

  end(sessionId: string): void {
    const session = this.#sessions.get(sessionId);
    if (session === undefined) return;

    this.#sessions.delete(sessionId);
    for (const hash of [session.current, ...session.used]) this.#byToken.delete(hash);
  }

  #hasExpired(session: Session): boolean {
    return session.expiresAt <= this.#now();
  }

  /** Sessions that nobody ended would stay for ever. */
  #forgetExpired(): void {
    for (const session of this.#sessions.values()) {
      // All live equally long, and a Map is in the order of adding: behind the first live one, all are.
      if (!this.#hasExpired(session)) return;
      this.end(session.id);
    }
  }
}

function newToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOf(token) };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
