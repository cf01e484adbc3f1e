import { Long } from 'bson';
import type { Document } from './documents';
import { MongoError } from './mongoError';

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
  const most = size === 0 ? documents.length : size;
  let count = 0;
  // A message must stay under 48 MB; documents are weighed roughly, by their text.
  for (let bytes = 0; count < Math.min(most, documents.length); count++) {
    bytes += count < 1000 && documents.length < 1000 ? 0 : JSON.stringify(documents[count]).length;
    if (bytes > maxBatchBytes) break;
  }
  return { batch: documents.slice(0, count), rest: documents.slice(count) };
}
