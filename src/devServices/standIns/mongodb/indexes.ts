import { isDocument, keyOf, valuesAt, type Document } from './documents';
import { duplicateKey } from './mongoError';
import { matcher } from './queries';

/** An index as it was asked for. */
export interface IndexSpec {
  readonly name: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly expireAfterSeconds?: number;
  readonly partialFilterExpression?: Document;
  /** Everything that was said, to be listed again. */
  readonly options: Document;
}

/** Keeps an index's promise of uniqueness. Others are kept by name only: the stand-in scans. */
export class CollectionIndex {
  private readonly owners = new Map<string, string>();
  private readonly covers: (document: Document) => boolean;

  constructor(
    readonly spec: IndexSpec,
    private readonly namespace: string,
  ) {
    this.covers = spec.partialFilterExpression === undefined ? () => true : matcher(spec.partialFilterExpression);
  }

  /** Refuses a document that would share a key with another one; `id` is its own while it is there already. */
  check(document: Document, id: string | undefined): void {
    for (const { key, values } of this.keysOf(document)) {
      const owner = this.owners.get(key);
      if (owner !== undefined && owner !== id) {
        const paths = Object.keys(this.spec.key);
        const keyValue = Object.fromEntries(paths.map((path, index) => [path, values[index] ?? null]));
        throw duplicateKey(this.namespace, this.spec.name, this.spec.key, keyValue);
      }
    }
  }

  add(document: Document, id: string): void {
    for (const { key } of this.keysOf(document)) this.owners.set(key, id);
  }

  remove(document: Document, id: string): void {
    for (const { key } of this.keysOf(document)) if (this.owners.get(key) === id) this.owners.delete(key);
  }

  private keysOf(document: Document): { key: string; values: unknown[] }[] {
    if (!this.spec.unique || !this.covers(document)) return [];
    const columns = Object.keys(this.spec.key).map((path) => indexedValues(document, path));
    if (this.spec.sparse && columns.every((column) => column.every((value) => value === undefined))) return [];
    let rows: unknown[][] = [[]];
    for (const column of columns) rows = rows.flatMap((row) => column.map((value) => [...row, value]));
    return rows.map((values) => ({ key: values.map(keyOf).join('\0'), values }));
  }
}

/** An array is indexed by each of its items. */
function indexedValues(document: Document, path: string): unknown[] {
  const values = valuesAt(document, path.split('.')).flatMap((value) =>
    Array.isArray(value) && value.length > 0 ? (value as unknown[]) : [value],
  );
  return values.length === 0 ? [undefined] : values;
}

/** The index every collection has. */
export const idIndex: IndexSpec = { name: '_id_', key: { _id: 1 }, unique: true, sparse: false, options: {} };

/** Reads an index from a createIndexes command. */
export function readIndexSpec(spec: Document): IndexSpec {
  const key = isDocument(spec['key']) ? spec['key'] : {};
  const { name } = spec;
  const options = Object.fromEntries(Object.entries(spec).filter(([field]) => !['key', 'name', 'v'].includes(field)));
  const { expireAfterSeconds, partialFilterExpression } = spec;
  return {
    name: typeof name === 'string' ? name : defaultIndexName(key),
    key,
    unique: spec['unique'] === true,
    sparse: spec['sparse'] === true,
    ...(typeof expireAfterSeconds === 'number' ? { expireAfterSeconds } : {}),
    ...(isDocument(partialFilterExpression) ? { partialFilterExpression } : {}),
    options,
  };
}

function defaultIndexName(key: Document): string {
  return Object.entries(key)
    .map(([path, direction]) => `${path}_${String(direction)}`)
    .join('_');
}

/** An index as listIndexes shows it. */
export function describeIndex(spec: IndexSpec): Document {
  return { v: 2, key: spec.key, name: spec.name, ...spec.options };
}
