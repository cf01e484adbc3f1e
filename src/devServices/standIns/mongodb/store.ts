import { valuesAt, type Document } from './documents';
import { Collection, type CollectionListener } from './collection';
import { MongoError } from './mongoError';

/** Deletes the documents whose time is over by an index with `expireAfterSeconds`. */
export function removeExpired(store: Store, now = Date.now()): void {
  for (const database of store.databaseNames()) {
    for (const collection of store.collections(database)) {
      for (const { key, expireAfterSeconds } of collection.listIndexes()) {
        const [path] = Object.keys(key);
        if (expireAfterSeconds === undefined || path === undefined) continue;
        const isOver = (document: Document): boolean =>
          datesAt(document, path).some((date) => date.getTime() + expireAfterSeconds * 1000 <= now);
        for (const document of [...collection.all()].filter(isOver)) collection.delete(document);
      }
    }
  }
}

function datesAt(document: Document, path: string): Date[] {
  return valuesAt(document, path.split('.'))
    .flat()
    .filter((value) => value instanceof Date);
}

/** Is told of every change to the store before it is made. */
export interface StoreListener extends CollectionListener {
  created(collection: Collection): void;
  dropped(database: string, name: string): void;
}

/** All databases: each one is its collections, by name. */
export class Store {
  private readonly databases = new Map<string, Map<string, Collection>>();

  constructor(private readonly listener: StoreListener) {}

  /** The names of the databases that have a collection. */
  databaseNames(): string[] {
    return [...this.databases.keys()].sort();
  }

  /** The collections of a database. */
  collections(database: string): Collection[] {
    return [...(this.databases.get(database)?.values() ?? [])];
  }

  /** A collection, when it is there. */
  find(database: string, name: string): Collection | undefined {
    return this.databases.get(database)?.get(name);
  }

  /** A collection, made when it is not there yet. */
  getOrCreate(database: string, name: string, options: Document = {}): Collection {
    const found = this.find(database, name);
    if (found !== undefined) return found;
    checkName(database, name);
    const collection = new Collection(database, name, this.listener, options);
    const collections = this.databases.get(database) ?? new Map<string, Collection>();
    this.listener.created(collection);
    collections.set(name, collection);
    this.databases.set(database, collections);
    return collection;
  }

  /** Removes a collection; answers whether it was there. */
  drop(database: string, name: string): boolean {
    const collections = this.databases.get(database);
    if (collections?.has(name) !== true) return false;
    this.listener.dropped(database, name);
    collections.delete(name);
    if (collections.size === 0) this.databases.delete(database);
    return true;
  }

  /** Removes a database with all its collections. */
  dropDatabase(database: string): boolean {
    const names = this.collections(database).map((collection) => collection.name);
    for (const name of names) this.drop(database, name);
    return names.length > 0;
  }
}

function checkName(database: string, name: string): void {
  const valid = name !== '' && !name.includes('$') && !name.includes('\0') && !name.startsWith('.') && !name.endsWith('.');
  if (!valid) throw new MongoError(73, 'InvalidNamespace', `Invalid collection name: ${name}`);
  if (database === '' || /[/\\. "$\0]/.test(database)) {
    throw new MongoError(73, 'InvalidNamespace', `Invalid database name: '${database}'`);
  }
}
