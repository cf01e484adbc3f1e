import { BSON } from 'bson';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, isDocument, keyOf, type Document } from './documents';
import { describeIndex, idIndex, readIndexSpec } from './indexes';
import { Store, type StoreListener } from './store';

/**
 * Keeps a store on disk: one file of BSON records, one a change, read again at the start. A record that was torn by a crash ends the
 * reading. At each start the file is written anew, so that it holds what is there and not how it came about.
 */
export function openStore(folder: string | undefined): { store: Store; close: () => void } {
  const journal = new Journal();
  const store = new Store(journal);
  if (folder === undefined) return { store, close: () => undefined };
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'journal.bson');
  if (existsSync(path)) for (const entry of recordsIn(readFileSync(path))) replay(store, entry);
  const fresh = `${path}.new`;
  journal.open(fresh);
  journal.writeAll(store);
  renameSync(fresh, path);
  return {
    store,
    close: () => {
      journal.close();
    },
  };
}

class Journal implements StoreListener {
  private file: number | undefined;

  open(path: string): void {
    this.file = openSync(path, 'w');
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }

  writeAll(store: Store): void {
    for (const database of store.databaseNames()) {
      for (const collection of store.collections(database)) {
        this.created(collection);
        for (const spec of collection.listIndexes()) if (spec.name !== idIndex.name) this.indexCreated(collection, spec);
        for (const document of collection.all()) this.put(collection, document);
      }
    }
  }

  created: StoreListener['created'] = ({ database, name, options }) => {
    this.write({ op: 'create', db: database, c: name, options });
  };

  dropped: StoreListener['dropped'] = (database, name) => {
    this.write({ op: 'drop', db: database, c: name });
  };

  put: StoreListener['put'] = ({ database, name }, document) => {
    this.write({ op: 'put', db: database, c: name, d: document });
  };

  removed: StoreListener['removed'] = ({ database, name }, id) => {
    this.write({ op: 'remove', db: database, c: name, id });
  };

  indexCreated: StoreListener['indexCreated'] = ({ database, name }, spec) => {
    this.write({ op: 'index', db: database, c: name, spec: describeIndex(spec) });
  };

  indexDropped: StoreListener['indexDropped'] = ({ database, name }, index) => {
    this.write({ op: 'dropIndex', db: database, c: name, name: index });
  };

  private write(entry: Document): void {
    if (this.file !== undefined) writeSync(this.file, BSON.serialize(entry));
  }
}

function* recordsIn(bytes: Buffer): Generator<Document> {
  let at = 0;
  while (at + 4 <= bytes.length) {
    const size = bytes.readInt32LE(at);
    if (size < 5 || at + size > bytes.length) return;
    yield deserialize(bytes.subarray(at, at + size));
    at += size;
  }
}

function replay(store: Store, entry: Document): void {
  const { op, db, c: name } = entry;
  if (typeof db !== 'string' || typeof name !== 'string') return;
  if (op === 'drop') {
    store.drop(db, name);
    return;
  }
  const collection = store.getOrCreate(db, name, isDocument(entry['options']) ? entry['options'] : {});
  const find = (id: unknown): Document | undefined => {
    for (const document of collection.candidates({ _id: id })) if (keyOf(document['_id']) === keyOf(id)) return document;
    return undefined;
  };
  if (op === 'put' && isDocument(entry['d'])) {
    const old = find(entry['d']['_id']);
    if (old === undefined) collection.insert(entry['d']);
    else collection.replace(old, entry['d']);
  } else if (op === 'remove') {
    const old = find(entry['id']);
    if (old !== undefined) collection.delete(old);
  } else if (op === 'index' && isDocument(entry['spec'])) collection.createIndex(readIndexSpec(entry['spec']));
  else if (op === 'dropIndex') collection.dropIndex(String(entry['name']));
}
