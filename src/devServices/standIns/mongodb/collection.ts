import { Long, BSON } from 'bson';
import { type Document, isDocument, keyOf } from './documents';
import { MongoError, immutableField } from './mongoError';
import { CollectionIndex, idIndex, type IndexSpec } from './indexes';

interface OpenCursor {
  readonly namespace: string;
  rest: Document[];
  usedAt: number;
}

const firstBatchSize = 101;
const maxBatchBytes = 12 * 1024 * 1024;
const idleTime = 10 * 60 * 1000;

/** Results that a client fetches batch by batch. */
export class Cursors {
  private readonly open = new Map<string, OpenCursor>();
  private nextId = 1;

  /** Answers the first batch, and keeps the rest under an id. */
  start(namespace: string, documents: Document[], batchSize: number | undefined, single = false): Document {
    const size = batchSize ?? firstBatchSize;
    const { batch, rest } = split(documents, size, batchSize === 0);
    let id = 0;
    if (rest.length > 0 && !single) {
      id = this.nextId++;
      this.open.set(String(id), { namespace, rest, usedAt: Date.now() });
    }
    return { cursor: { firstBatch: batch, id: Long.fromNumber(id), ns: namespace } };
  }

  /** The next batch of a cursor. */
  next(id: unknown, namespace: string, batchSize: number | undefined): Document {
    const cursor = this.open.get(String(id));
    if (cursor === undefined) throw new MongoError(43, 'CursorNotFound', `cursor id ${String(id)} not found`);
    if (cursor.namespace !== namespace) {
      throw new MongoError(
        13,
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    const { batch, rest } = split(cursor.rest, batchSize ?? 0, false);
    cursor.rest = rest;
    cursor.usedAt = Date.now();
    if (rest.length === 0) this.open.delete(String(id));
    return { cursor: { nextBatch: batch, id: Long.fromNumber(rest.length === 0 ? 0 : Number(String(id))), ns: namespace } };
  }

  /** Forgets cursors; answers which were there. */
  kill(ids: readonly unknown[]): { killed: unknown[]; missing: unknown[] } {
    const killed = ids.filter((id) => this.open.delete(String(id)));
    return { killed, missing: ids.filter((id) => !killed.includes(id)) };
  }

  /** Forgets what nobody has asked for in a long time. */
  sweep(): void {
    for (const [id, cursor] of this.open) if (Date.now() - cursor.usedAt > idleTime) this.open.delete(id);
  }
}

function split(documents: Document[], size: number, none: boolean): { batch: Document[]; rest: Document[] } {
  if (none) return { batch: [], rest: documents };
  const most = Math.min(size === 0 ? documents.length : size, documents.length);
  let count = 0;
  // A message must stay under 48 MB, and one of 17 MB is the largest that `bson` writes. One document is always in it, or nobody got any further.
  for (let bytes = 0; count < most; count++) {
    bytes += BSON.calculateObjectSize(documents[count] ?? {}, { ignoreUndefined: true });
    if (bytes > maxBatchBytes && count > 0) break;
  }
  return { batch: documents.slice(0, count), rest: documents.slice(count) };
}

/** Is told of every change before it is made, to keep it on disk: what it refuses by throwing is not made. */
export interface CollectionListener {
  put(collection: Collection, document: Document): void;
  removed(collection: Collection, id: unknown): void;
  indexCreated(collection: Collection, spec: IndexSpec): void;
  indexDropped(collection: Collection, name: string): void;
}

const maxDocumentSize = 16 * 1024 * 1024;
/** As MongoDB has it: what is nested deeper, many clients cannot read. */
const maxDepth = 180;

const isDeeperThan = (value: unknown, depth: number): boolean => {
  if (!isDocument(value) && !Array.isArray(value)) return false;
  return depth === 0 || Object.values(value).some((part) => isDeeperThan(part, depth - 1));
};

/** The documents of one collection in the order they came, and the indexes over them. */
export class Collection {
  private readonly documents = new Map<string, Document>();
  private readonly indexes = new Map<string, CollectionIndex>();

  constructor(
    readonly database: string,
    readonly name: string,
    private readonly listener: CollectionListener,
    /** What `create` was asked for, to be listed again. */
    readonly options: Document = {},
  ) {
    this.indexes.set(idIndex.name, new CollectionIndex(idIndex, this.namespace));
  }

  get namespace(): string {
    return `${this.database}.${this.name}`;
  }

  get size(): number {
    return this.documents.size;
  }

  /** All documents; not to be changed in place. */
  all(): IterableIterator<Document> {
    return this.documents.values();
  }

  /** The documents that a filter can match at all: one at most when it names an `_id`. */
  candidates(filter: Document): Iterable<Document> {
    const id = filter['_id'];
    if (id === undefined || id === null || isDocument(id) || id instanceof RegExp || Array.isArray(id)) return this.all();
    const found = this.documents.get(keyOf(id));
    return found === undefined ? [] : [found];
  }

  /** Adds a document. */
  insert(document: Document): void {
    checkId(document['_id']);
    this.store(document, undefined);
  }

  /** Puts a changed document in place of the one with its `_id`. */
  replace(old: Document, document: Document): void {
    if (keyOf(old['_id']) !== keyOf(document['_id'])) throw immutableField('_id');
    this.store(document, old);
  }

  private store(document: Document, old: Document | undefined): void {
    checkSize(document);
    const id = keyOf(document['_id']);
    const ownId = old === undefined ? undefined : id;
    for (const index of this.indexes.values()) index.check(document, ownId);
    this.listener.put(this, document);
    for (const index of this.indexes.values()) {
      if (old !== undefined) index.remove(old, id);
      index.add(document, id);
    }
    this.documents.set(id, document);
  }

  /** Removes a document. */
  delete(document: Document): void {
    const id = keyOf(document['_id']);
    this.listener.removed(this, document['_id']);
    for (const index of this.indexes.values()) index.remove(document, id);
    this.documents.delete(id);
  }

  /** All indexes, that of `_id` first. */
  listIndexes(): IndexSpec[] {
    return [...this.indexes.values()].map((index) => index.spec);
  }

  /** Adds an index; answers false when the same one is there. */
  createIndex(spec: IndexSpec): boolean {
    const existing = this.indexes.get(spec.name)?.spec;
    const sameKey = this.listIndexes().find((other) => JSON.stringify(other.key) === JSON.stringify(spec.key));
    if (existing !== undefined || sameKey?.name === idIndex.name) {
      if (sameKey?.name === idIndex.name || (existing !== undefined && sameSpec(existing, spec))) return false;
      throw new MongoError(
        86,
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${spec.name}`,
      );
    }
    if (sameKey !== undefined) {
      throw new MongoError(85, 'IndexOptionsConflict', `Index already exists with a different name: ${sameKey.name}`);
    }
    const index = new CollectionIndex(spec, this.namespace);
    for (const [id, document] of this.documents) {
      index.check(document, id);
      index.add(document, id);
    }
    this.listener.indexCreated(this, spec);
    this.indexes.set(spec.name, index);
    return true;
  }

  /** Removes an index; answers whether it was there. */
  dropIndex(name: string): boolean {
    if (!this.indexes.has(name)) return false;
    this.listener.indexDropped(this, name);
    return this.indexes.delete(name);
  }
}

function sameSpec(a: IndexSpec, b: IndexSpec): boolean {
  return JSON.stringify([a.key, a.options]) === JSON.stringify([b.key, b.options]);
}

function checkId(id: unknown): void {
  const type = Array.isArray(id) ? 'array' : id instanceof RegExp ? 'regex' : id === undefined ? 'undefined' : undefined;
  if (type !== undefined) throw new MongoError(53, 'InvalidIdField', `The '_id' value cannot be of type ${type}`);
  const dollar = isDocument(id) ? Object.keys(id).find((name) => name.startsWith('$')) : undefined;
  if (dollar !== undefined) {
    throw new MongoError(
      52,
      'DollarPrefixedFieldName',
      `_id fields may not contain '$'-prefixed fields: ${dollar} is not valid for storage.`,
    );
  }
}

function checkSize(document: Document): void {
  if (isDeeperThan(document, maxDepth)) {
    throw new MongoError(15, 'Overflow', `a document cannot be nested more than ${String(maxDepth)} deep`);
  }
  const size = BSON.calculateObjectSize(document);
  if (size <= maxDocumentSize) return;
  throw new MongoError(10334, 'BSONObjectTooLarge', `BSONObj size: ${String(size)} is invalid. Size must be between 0 and 16793600(16MB)`);
}
