import { valuesAt, type Document } from './documents';
import type { Store } from './store';

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
