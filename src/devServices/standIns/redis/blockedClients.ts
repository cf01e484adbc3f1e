import type { BlockRequest, Client } from './client';
import type { Database } from './database';
import { RedisError, type Reply } from './resp';

/** No timer of Node.js runs longer, in milliseconds: one that is asked to rings at once. It is 24 days, longer than anybody waits here. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** The clients that wait on keys, first come first served. */
export class BlockedClients {
  private readonly waiting = new Map<Database, Map<string, Set<Client>>>();
  private readonly ready: { db: Database; key: string }[] = [];
  private serving = false;

  /** Parks a client until a key is ready or time is over. */
  block(client: Client, db: Database, request: BlockRequest): void {
    const timer =
      request.timeout > 0
        ? setTimeout(
            () => {
              this.finish(client, request.timeoutReply);
            },
            Math.min(request.timeout, LONGEST_WAIT),
          )
        : undefined;
    client.blocked = { request, db, timer };
    const keys = this.waiting.get(db) ?? new Map<string, Set<Client>>();
    this.waiting.set(db, keys);
    for (const key of request.keys) keys.set(key, (keys.get(key) ?? new Set()).add(client));
  }

  /** Notes that a key came into being or grew. */
  keyReady(db: Database, key: string): void {
    if (this.waiting.get(db)?.has(key) === true) this.ready.push({ db, key });
  }

  /** Serves the clients whose keys are ready; called after each command, never within one. */
  serve(): void {
    if (this.serving) return;
    this.serving = true;
    try {
      for (let next = this.ready.shift(); next !== undefined; next = this.ready.shift()) {
        for (const client of [...(this.waiting.get(next.db)?.get(next.key) ?? [])]) {
          this.retry(client);
        }
      }
    } finally {
      this.serving = false;
    }
  }

  private retry(client: Client): void {
    const request = client.blocked?.request;
    if (request === undefined) return;
    let reply: Reply | undefined;
    try {
      reply = request.attempt();
    } catch (error) {
      if (!(error instanceof RedisError)) throw error;
      reply = error;
    }
    if (reply !== undefined) this.finish(client, reply);
  }

  /** Ends a wait with an answer and lets the client go on; answers whether it was waiting. */
  finish(client: Client, reply: Reply): boolean {
    if (!this.forget(client)) return false;
    client.send(reply);
    client.resume();
    return true;
  }

  /** Takes a client out without an answer, for one that left. */
  forget(client: Client): boolean {
    const blocked = client.blocked;
    if (blocked === undefined) return false;
    clearTimeout(blocked.timer);
    client.blocked = undefined;
    const keys = this.waiting.get(blocked.db);
    for (const key of blocked.request.keys) {
      const clients = keys?.get(key);
      clients?.delete(client);
      if (clients?.size === 0) keys?.delete(key);
    }
    return true;
  }
}
