import { wrongType } from './resp';
import { emptyValue, isEmptyCollection, type Kind, type Value, type ValueOf } from './values';

interface Entry {
  value: Value;
  /** Milliseconds since the epoch at which the key is gone. */
  expireAt?: number;
}

/** Is told what changed, for WATCH and for clients that wait on a key. */
export interface DatabaseObserver {
  /** The clock of the command that runs; one reading for a whole script or transaction. */
  now(): number;
  keyModified(db: Database, key: string): void;
  keyReady(db: Database, key: string): void;
}

/** One numbered database: keys, their values and when they expire. */
export class Database {
  private readonly entries = new Map<string, Entry>();
  /** The keys that expire, so that the sweep need not look at all. */
  private readonly expiring = new Set<string>();

  constructor(
    readonly index: number,
    private readonly observer: DatabaseObserver,
  ) {}

  get size(): number {
    return this.entries.size;
  }

  /** Number of keys with a time to live. */
  get expiringCount(): number {
    return this.expiring.size;
  }

  private live(key: string): Entry | undefined {
    const entry = this.entries.get(key);
    if (entry?.expireAt === undefined || entry.expireAt > this.observer.now()) return entry;
    this.drop(key);
    return undefined;
  }

  private drop(key: string): void {
    this.entries.delete(key);
    this.expiring.delete(key);
    this.observer.keyModified(this, key);
  }

  /** The value of a key whatever its type. */
  peek(key: string): Value | undefined {
    return this.live(key)?.value;
  }

  has(key: string): boolean {
    return this.live(key) !== undefined;
  }

  /** The value of a key when it has the wanted type; another type is Redis's WRONGTYPE. */
  get<K extends Kind>(key: string, kind: K): ValueOf<K> | undefined {
    const value = this.live(key)?.value;
    if (value === undefined) return undefined;
    if (value.kind !== kind) throw wrongType();
    return value as ValueOf<K>;
  }

  /** The value of a key, made empty when there is none; finish with {@link changed}. */
  getOrCreate<K extends Kind>(key: string, kind: K): ValueOf<K> {
    const found = this.get(key, kind);
    if (found !== undefined) return found;
    const made = emptyValue[kind]();
    this.entries.set(key, { value: made });
    this.observer.keyReady(this, key);
    return made;
  }

  /** Puts a value in place of whatever was there, without a time to live. */
  set(key: string, value: Value): void {
    this.expiring.delete(key);
    this.entries.set(key, { value });
    this.observer.keyReady(this, key);
    this.observer.keyModified(this, key);
  }

  /** To be called after a value was edited: an emptied collection takes its key along. */
  changed(key: string): void {
    const entry = this.entries.get(key);
    if (entry !== undefined && isEmptyCollection(entry.value)) {
      this.entries.delete(key);
      this.expiring.delete(key);
    }
    this.observer.keyModified(this, key);
  }

  /** Removes a key; answers whether it was there. */
  delete(key: string): boolean {
    if (this.live(key) === undefined) return false;
    this.drop(key);
    return true;
  }

  /** When the key expires; undefined for never, or no such key. */
  expireAt(key: string): number | undefined {
    return this.live(key)?.expireAt;
  }

  /** Sets or clears the time at which a key expires. */
  setExpireAt(key: string, at: number | undefined): void {
    const entry = this.live(key);
    if (entry === undefined) return;
    if (at === undefined) {
      delete entry.expireAt;
      this.expiring.delete(key);
    } else {
      entry.expireAt = at;
      this.expiring.add(key);
    }
    this.observer.keyModified(this, key);
  }

  /** All keys that have not expired. */
  *keys(): Generator<string> {
    for (const [key, entry] of this.entries) {
      if (entry.expireAt === undefined || entry.expireAt > this.observer.now()) yield key;
    }
  }

  /** All keys that have not expired, with what they hold and when they will. */
  *contents(): Generator<readonly [key: string, value: Value, expireAt: number | undefined]> {
    for (const key of this.keys()) {
      const entry = this.entries.get(key);
      if (entry !== undefined) yield [key, entry.value, entry.expireAt];
    }
  }

  /** Whether a key is there in memory although its time is over; WATCH must not count its removal as a change. */
  isStale(key: string): boolean {
    const at = this.entries.get(key)?.expireAt;
    return at !== undefined && at <= this.observer.now();
  }

  /** Removes what has expired, so that memory is given back and DBSIZE is right without anyone asking for the keys. */
  sweep(): void {
    const now = this.observer.now();
    for (const key of this.expiring) {
      const at = this.entries.get(key)?.expireAt;
      if (at !== undefined && at <= now) this.drop(key);
    }
  }

  /** Removes every key. */
  clear(): void {
    const keys = [...this.entries.keys()];
    this.entries.clear();
    this.expiring.clear();
    for (const key of keys) this.observer.keyModified(this, key);
  }
}
