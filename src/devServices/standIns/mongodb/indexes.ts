import { isDocument, keyOfAll, type Document } from './documents';
import { duplicateKey, parallelArrays } from './mongoError';
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
    const rows = rowsOf(Object.keys(this.spec.key).map((path) => ({ value: document, path, rest: path.split('.') })));
    if (this.spec.sparse && rows.every((row) => row.every((value) => value === undefined))) return [];
    return rows.map((values) => ({ key: keyOfAll(values), values }));
  }
}

/** A field of an index on its way into a document: the value it has come to, and what of its path is left. */
interface Field {
  readonly value: unknown;
  readonly path: string;
  readonly rest: readonly string[];
  /** An item of an array, which is a key even when it is an array itself. */
  readonly isItem?: boolean;
}

/** The keys of a document: one, or one for each item of the array that the fields go through. @throws MongoError when they go through two. */
function rowsOf(fields: readonly Field[]): unknown[][] {
  const reached = fields.map(followed);
  const through = reached.filter(({ value, isItem }) => isItem !== true && Array.isArray(value) && value.length > 0);
  const [first] = through;
  if (first === undefined) return [reached.map(({ value, rest }) => (rest.length > 0 ? undefined : value))];
  const other = through.find(({ value }) => value !== first.value);
  if (other !== undefined) throw parallelArrays(rootOf(other), rootOf(first));
  const items = first.value as unknown[];
  const isEnd = through.some(({ rest }) => rest.length === 0);
  const wanted = isEnd ? items : items.filter((item) => isDocument(item));
  const within = (item: unknown): Field[] =>
    reached.map((field) => (field.value === first.value ? { ...field, value: item, isItem: field.rest.length === 0 } : field));
  return wanted.length === 0 ? rowsOf(within(undefined)) : wanted.flatMap((item) => rowsOf(within(item)));
}

/** Goes on to the end of the path, or to the next array. */
function followed(field: Field): Field {
  let { value, rest } = field;
  for (let [head] = rest; head !== undefined; [head] = rest) {
    const isPlace = Array.isArray(value) && /^\d+$/.test(head) && value[Number(head)] !== undefined;
    if (Array.isArray(value) && !isPlace) break;
    value = isPlace || (isDocument(value) && Object.hasOwn(value, head)) ? (value as Document)[head] : undefined;
    rest = rest.slice(1);
  }
  return { ...field, value, rest };
}

const rootOf = ({ path, rest }: Field): string =>
  path
    .split('.')
    .slice(0, -rest.length || undefined)
    .join('.');

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
