import type { Client } from './client';
import type { Database } from './database';

/** Which clients must have their EXEC fail when a key changes. */
export class Watches {
  private readonly byKey = new Map<string, Set<Client>>();

  /** Starts watching; twice is the same as once. */
  watch(client: Client, db: Database, key: string): void {
    if (client.watched.some((watched) => watched.db === db && watched.key === key)) return;
    client.watched.push({ db, key, wasStale: db.isStale(key) });
    const id = watchId(db, key);
    const clients = this.byKey.get(id) ?? new Set();
    this.byKey.set(id, clients.add(client));
  }

  /** Forgets all that a client watches. */
  unwatchAll(client: Client): void {
    for (const { db, key } of client.watched) {
      const id = watchId(db, key);
      const clients = this.byKey.get(id);
      clients?.delete(client);
      if (clients?.size === 0) this.byKey.delete(id);
    }
    client.watched = [];
    client.watchBroken = false;
  }

  /** Marks the clients that watch a key which has just changed. */
  keyModified(db: Database, key: string): void {
    for (const client of this.byKey.get(watchId(db, key)) ?? []) {
      const wasStale = client.watched.some((watched) => watched.db === db && watched.key === key && watched.wasStale);
      if (!wasStale || db.has(key)) client.watchBroken = true;
    }
  }

  /** Whether EXEC must fail: something changed, or a watched key has expired meanwhile. */
  isBroken(client: Client): boolean {
    return client.watchBroken || client.watched.some(({ db, key, wasStale }) => !wasStale && db.isStale(key));
  }
}

function watchId(db: Database, key: string): string {
  return `${String(db.index)}:${key}`;
}
