import { BSON } from 'bson';
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { deserialize, isDocument, keyOf, type Document } from './documents';
import { describeIndex, idIndex, readIndexSpec } from './indexes';
import { notWritten } from './mongoError';
import { Store, type StoreListener } from './store';

/** Writes a part of some bytes at a place of a file, and answers how much that was, as `writeSync` does. */
export type WritePart = (file: number, bytes: Uint8Array, offset: number, length: number, place: number) => number;

/**
 * Keeps a store on disk: one file of BSON records, one a change, read again at the start. What cannot be read ends the reading, and the file
 * is kept aside for people. At each start the file is written anew, so that it holds what is there and not how it came about.
 */
export function openStore(folder: string | undefined, writePart: WritePart = writeSync): { store: Store; close: () => void } {
  const journal = new Journal(writePart);
  const store = new Store(journal);
  if (folder === undefined) return { store, close: () => undefined };
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'journal.bson');
  // What follows a damaged record may build on what is missing.
  if (existsSync(path) && !replayAll(store, readFileSync(path))) copyFileSync(path, `${path}.damaged`);
  const fresh = `${path}.new`;
  journal.open(fresh);
  try {
    journal.writeAll(store);
    journal.sync();
  } catch (error) {
    journal.close();
    rmSync(fresh, { force: true });
    throw error;
  }
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
  /** Where the whole records end. */
  private size = 0;
  /** A part of a record, which was refused, stands behind them. */
  private torn = false;

  constructor(private readonly writePart: WritePart) {}

  open(path: string): void {
    this.file = openSync(path, 'w');
  }

  sync(): void {
    if (this.file !== undefined) fsyncSync(this.file);
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

  /** Writes a whole record, or leaves the file as it was. @throws MongoError where there is no room for it. */
  private write(entry: Document): void {
    if (this.file === undefined) return;
    const bytes = BSON.serialize(entry);
    try {
      if (this.torn) this.cutTorn(this.file);
      for (let at = 0; at < bytes.length;) at += this.writePart(this.file, bytes, at, bytes.length - at, this.size + at);
      this.size += bytes.length;
    } catch (error) {
      this.torn = true;
      this.cutTorn(this.file);
      throw notWritten(error);
    }
  }

  /** What cannot be cut now is cut before anything is written behind it. */
  private cutTorn(file: number): void {
    try {
      ftruncateSync(file, this.size);
      this.torn = false;
    } catch (error) {
      throw notWritten(error);
    }
  }
}

/** Carries out the records of a journal again, but for those that are refused or say nothing; answers whether that was all there is in it. */
function replayAll(store: Store, bytes: Buffer): boolean {
  let whole = true;
  for (let at = 0; at < bytes.length;) {
    const size = at + 4 <= bytes.length ? bytes.readInt32LE(at) : 0;
    const entry = size < 5 || at + size > bytes.length ? undefined : readable(bytes.subarray(at, at + size));
    if (entry === undefined) return false;
    try {
      replay(store, entry);
    } catch {
      // A file may hold anything: the whole of it is kept aside.
      whole = false;
    }
    at += size;
  }
  return whole;
}

function readable(bytes: Buffer): Document | undefined {
  try {
    return deserialize(bytes);
  } catch {
    return undefined;
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
