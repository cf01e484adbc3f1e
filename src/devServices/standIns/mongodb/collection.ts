import { BSON } from 'bson';
import { isDocument, keyOf, type Document } from './documents';
import { CollectionIndex, idIndex, type IndexSpec } from './indexes';
import { immutableField, MongoError } from './mongoError';

/** Is told of every change, to keep it on disk. */
export interface CollectionListener {
  put(collection: Collection, document: Document): void;
  removed(collection: Collection, id: unknown): void;
  indexCreated(collection: Collection, spec: IndexSpec): void;
  indexDropped(collection: Collection, name: string): void;
}

const maxDocumentSize = 16 * 1024 * 1024;

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
    for (const index of this.indexes.values()) {
      if (old !== undefined) index.remove(old, id);
      index.add(document, id);
    }
    this.documents.set(id, document);
    this.listener.put(this, document);
  }

  /** Removes a document. */
  delete(document: Document): void {
    const id = keyOf(document['_id']);
    for (const index of this.indexes.values()) index.remove(document, id);
    this.documents.delete(id);
    this.listener.removed(this, document['_id']);
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
    this.indexes.set(spec.name, index);
    this.listener.indexCreated(this, spec);
    return true;
  }

  /** Removes an index; answers whether it was there. */
  dropIndex(name: string): boolean {
    if (!this.indexes.delete(name)) return false;
    this.listener.indexDropped(this, name);
    return true;
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
  const size = BSON.calculateObjectSize(document);
  if (size <= maxDocumentSize) return;
  throw new MongoError(10334, 'BSONObjectTooLarge', `BSONObj size: ${String(size)} is invalid. Size must be between 0 and 16793600(16MB)`);
}
