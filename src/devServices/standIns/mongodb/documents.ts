import { BSON } from 'bson';
import { badValue } from './mongoError';

/** The names and numbers that `$type` knows, each with a test. A whole number that fits 32 bits counts as int, another as long or double. */
const tests: readonly { readonly names: readonly (string | number)[]; readonly test: (value: unknown) => boolean }[] = [
  { names: ['double', 1], test: (value) => (typeof value === 'number' && !isInt32(value)) || isBson(value, 'Double') },
  { names: ['string', 2], test: (value) => typeof value === 'string' },
  {
    names: ['object', 3],
    test: (value) => typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype,
  },
  { names: ['array', 4], test: Array.isArray },
  { names: ['binData', 5], test: (value) => isBson(value, 'Binary') || value instanceof Uint8Array },
  { names: ['objectId', 7], test: (value) => isBson(value, 'ObjectId') },
  { names: ['bool', 8], test: (value) => typeof value === 'boolean' },
  { names: ['date', 9], test: (value) => value instanceof Date },
  { names: ['null', 10], test: (value) => value === null },
  { names: ['regex', 11], test: (value) => value instanceof RegExp || isBson(value, 'BSONRegExp') },
  { names: ['int', 16], test: (value) => isInt32(value) || isBson(value, 'Int32') },
  { names: ['timestamp', 17], test: (value) => isBson(value, 'Timestamp') },
  { names: ['long', 18], test: (value) => isBson(value, 'Long') || (Number.isSafeInteger(value) && !isInt32(value)) },
  { names: ['decimal', 19], test: (value) => isBson(value, 'Decimal128') },
  { names: ['minKey', -1], test: (value) => isBson(value, 'MinKey') },
  { names: ['maxKey', 127], test: (value) => isBson(value, 'MaxKey') },
];

function isInt32(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && (value | 0) === value;
}

function isBson(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && '_bsontype' in value && value._bsontype === name;
}

/** `$type` for queries: mingo's own does not know the types that only BSON has. */
export function typeQuery(path: string, wanted: unknown): (document: unknown) => boolean {
  const accepts = (Array.isArray(wanted) ? (wanted as unknown[]) : [wanted]).map(testOf);
  return (document) =>
    valuesAt(document, path.split('.'))
      .flatMap((value) => (Array.isArray(value) ? [value, ...(value as unknown[])] : [value]))
      .some((value) => accepts.some((accept) => accept(value)));
}

function testOf(name: unknown): (value: unknown) => boolean {
  if (name === 'number')
    return (value) => typeof value === 'number' || ['Long', 'Decimal128', 'Double', 'Int32'].some((type) => isBson(value, type));
  const found = tests.find(({ names }) => names.some((known) => known === name));
  if (found === undefined) throw badValue(`Unknown type name alias: ${String(name)}`);
  return found.test;
}

/** A document, as `bson` reads it. */
export type Document = Record<string, unknown>;

/** A text that two values share exactly when MongoDB counts them as the same key. */
export function keyOf(value: unknown): string {
  if (typeof value === 'string') return `s${value}`;
  if (typeof value === 'number') return `n${String(value === 0 ? 0 : value)}`;
  return `b${Buffer.from(BSON.serialize({ v: value ?? null })).toString('latin1')}`;
}

/** The same of several values together: what one of them ends with is not what the next one begins with. */
export function keyOfAll(values: readonly unknown[]): string {
  return values
    .map(keyOf)
    .map((key) => `${String(key.length)}:${key}`)
    .join('');
}

/** Whether two documents are the same, byte for byte. */
export function sameDocument(a: Document, b: Document): boolean {
  return Buffer.compare(BSON.serialize(a), BSON.serialize(b)) === 0;
}

/** A copy that shares nothing with the original. */
export function cloneDocument(document: Document): Document {
  return deserialize(BSON.serialize(document));
}

/** Reads a document's bytes. Longs become numbers where these hold them; binary data stays `Binary`. */
export function deserialize(bytes: Uint8Array): Document {
  return BSON.deserialize(bytes, { promoteLongs: true, promoteBuffers: false });
}

/** Whether a value is a plain sub-document, not a date, an id or another BSON type. */
export function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** The values at a dotted path, going through arrays as queries do; `undefined` where a document lacks the field. */
export function valuesAt(document: unknown, path: readonly string[]): unknown[] {
  const [head, ...rest] = path;
  if (head === undefined) return [document];
  if (Array.isArray(document)) {
    const direct: unknown = /^\d+$/.test(head) ? document[Number(head)] : undefined;
    if (direct !== undefined) return valuesAt(direct, rest);
    return document.filter((item) => isDocument(item)).flatMap((item) => valuesAt(item, path));
  }
  if (!isDocument(document)) return [undefined];
  return Object.hasOwn(document, head) ? valuesAt(document[head], rest) : [undefined];
}

/** Sets a dotted path, making documents on the way. */
export function setAt(document: Document, path: string, value: unknown): void {
  const parts = path.split('.');
  const last = parts.pop() ?? path;
  let target = document;
  for (const part of parts) {
    const next = target[part];
    if (isDocument(next)) target = next;
    else {
      const made: Document = {};
      target[part] = made;
      target = made;
    }
  }
  target[last] = value;
}

/** The documents of an array argument, or none. */
export function documentsOf(value: unknown): Document[] {
  return Array.isArray(value) ? value.filter((item): item is Document => isDocument(item)) : [];
}
