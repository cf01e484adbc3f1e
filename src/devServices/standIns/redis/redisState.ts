import { BlockedClients } from './blockedClients';
import type { Client } from './client';
import { Database, type DatabaseObserver } from './database';
import { PubSub } from './pubSub';
import { Watches } from './watches';

const databaseCount = 16;

/** The Redis that the stand-in behaves like; libraries look at it to decide what they may use. */
export const serverVersion = '7.0.15';

/** Is told which commands changed something, so that they can be repeated at the next start. */
export interface CommandLog {
  /** Notes a command as a part of the step that goes on. */
  note(database: number, name: string, args: readonly string[]): void;
  /** Ends a step: what was noted is repeated as a whole or not at all, at the same moment of the clock. */
  commit(now: number): void;
  /** Sees to it that all steps so far outlive this process. Done before anyone is told of them. */
  flush(): void;
}

/** All that the server holds: databases, clients, subscriptions, scripts. */
export class RedisState implements DatabaseObserver {
  readonly databases: Database[] = Array.from({ length: databaseCount }, (_, index) => new Database(index, this));
  readonly clients = new Map<number, Client>();
  readonly blocked = new BlockedClients();
  readonly pubSub = new PubSub();
  readonly watches = new Watches();
  /** Lua sources by their SHA-1. */
  readonly scripts = new Map<string, string>();
  readonly config = new Map<string, string>(defaultConfig);
  /** Where changes are kept; undefined for a server that forgets. */
  log: CommandLog | undefined;
  /** How many changes there were: a command that leaves it as it is has changed nothing. */
  changes = 0;
  readonly startedAt = Date.now();
  /** When somebody was last warned of a web page that sends commands. */
  warnedOfWebAt = -Infinity;
  readonly runId = Array.from({ length: 40 }, () => Math.floor(Math.random() * 16).toString(16)).join('');
  port = 0;
  commandsProcessed = 0;
  connectionsReceived = 0;
  private clock = Date.now();

  now(): number {
    return this.clock;
  }

  /** Reads the clock; done once for each command, so that a script sees one moment only. */
  tick(): void {
    this.clock = Date.now();
  }

  /** Goes back to a moment at which something happened, to repeat it. */
  setClock(moment: number): void {
    this.clock = moment;
  }

  keyModified(db: Database, key: string): void {
    this.changes++;
    this.watches.keyModified(db, key);
  }

  keyReady(db: Database, key: string): void {
    this.blocked.keyReady(db, key);
  }

  /** The database a client has selected. */
  databaseOf(client: Client): Database {
    const db = this.databases[client.dbIndex];
    if (db === undefined) throw new Error(`no database ${String(client.dbIndex)}`);
    return db;
  }

  /** Removes every trace of a client that left. */
  forget(client: Client): void {
    this.blocked.forget(client);
    this.pubSub.forget(client);
    this.watches.unwatchAll(client);
    this.clients.delete(client.id);
  }
}

const defaultConfig: readonly (readonly [string, string])[] = [
  ['appendonly', 'no'],
  ['databases', String(databaseCount)],
  ['maxclients', '10000'],
  ['maxmemory', '0'],
  // BullMQ warns about every other policy, rightly: an evicted job is a lost job.
  ['maxmemory-policy', 'noeviction'],
  ['notify-keyspace-events', ''],
  ['save', ''],
  ['timeout', '0'],
];
