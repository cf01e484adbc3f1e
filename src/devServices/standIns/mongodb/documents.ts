import { BSON } from 'bson';

/** A document, as `bson` reads it. */
export type Document = Record<string, unknown>;

/** A text that two values share exactly when MongoDB counts them as the same key. */
export function keyOf(value: unknown): string {
  if (typeof value === 'string') return `s${value}`;
  if (typeof value === 'number') return `n${String(value === 0 ? 0 : value)}`;
  return `b${Buffer.from(BSON.serialize({ v: value ?? null })).toString('latin1')}`;
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
