import { isListOf, isText } from '../../../base/guards';
import { SortedSet } from './sortedSet';
import { formatStreamId, parseStreamId, StreamLog } from './streamLog';

export interface StringValue {
  readonly kind: 'string';
  text: string;
}
export interface ListValue {
  readonly kind: 'list';
  readonly items: string[];
}
export interface HashValue {
  readonly kind: 'hash';
  readonly fields: Map<string, string>;
}
export interface SetValue {
  readonly kind: 'set';
  readonly members: Set<string>;
}
export interface SortedSetValue {
  readonly kind: 'zset';
  readonly zset: SortedSet;
}
export interface StreamValue {
  readonly kind: 'stream';
  readonly stream: StreamLog;
}

/** What a key holds. */
export type Value = StringValue | ListValue | HashValue | SetValue | SortedSetValue | StreamValue;
export type Kind = Value['kind'];
export type ValueOf<K extends Kind> = Extract<Value, { kind: K }>;

/** A new value of a kind that holds nothing yet. */
export const emptyValue: { readonly [K in Kind]: () => ValueOf<K> } = {
  string: () => ({ kind: 'string', text: '' }),
  list: () => ({ kind: 'list', items: [] }),
  hash: () => ({ kind: 'hash', fields: new Map() }),
  set: () => ({ kind: 'set', members: new Set() }),
  zset: () => ({ kind: 'zset', zset: new SortedSet() }),
  stream: () => ({ kind: 'stream', stream: new StreamLog() }),
};

/** How many elements a value has; a key whose collection is empty must go. Strings and streams may be empty. */
export function isEmptyCollection(value: Value): boolean {
  switch (value.kind) {
    case 'list':
      return value.items.length === 0;
    case 'hash':
      return value.fields.size === 0;
    case 'set':
      return value.members.size === 0;
    case 'zset':
      return value.zset.size === 0;
    case 'string':
    case 'stream':
      return false;
  }
}

/** A value as JSON can hold it. Scores are texts because JSON knows no infinity. */
export function toPlain(value: Value): unknown {
  switch (value.kind) {
    case 'string':
      return value.text;
    case 'list':
      return value.items;
    case 'hash':
      return [...value.fields];
    case 'set':
      return [...value.members];
    case 'zset':
      return value.zset.entries.map(({ member, score }) => [member, String(score)]);
    case 'stream': {
      const { entries, lastId, maxDeletedId, entriesAdded } = value.stream;
      const ids = [formatStreamId(lastId), formatStreamId(maxDeletedId)];
      return [entries.map(({ id, fields }) => [formatStreamId(id), ...fields]), ...ids, entriesAdded];
    }
  }
}

/** Texts of a file, which may hold anything. @throws TypeError when they are none. */
function texts(plain: unknown, count?: number): string[] {
  if (isListOf(plain, isText) && (count === undefined || plain.length === count)) return [...plain];
  throw new TypeError('these are no texts of a value');
}

function pairs(plain: unknown): [string, string][] {
  if (!Array.isArray(plain)) throw new TypeError('these are no pairs of a value');
  return plain.map((pair) => texts(pair, 2) as [string, string]);
}

/** Makes a value of what {@link toPlain} has made of it: the form is that of this program's own file. @throws when it is something else. */
export function fromPlain(kind: Kind, plain: unknown): Value {
  switch (kind) {
    case 'string':
      return { kind, text: texts([plain])[0] ?? '' };
    case 'list':
      return { kind, items: texts(plain) };
    case 'hash':
      return { kind, fields: new Map(pairs(plain)) };
    case 'set':
      return { kind, members: new Set(texts(plain)) };
    case 'zset': {
      const value = emptyValue.zset();
      for (const [member, score] of pairs(plain)) value.zset.set(member, Number(score));
      return value;
    }
    case 'stream': {
      const value = emptyValue.stream();
      const [entries, lastId, maxDeletedId, entriesAdded] = plain as [string[][], string, string, number];
      for (const [id = '', ...fields] of entries) value.stream.append(parseStreamId(id, 0n), fields);
      value.stream.lastId = parseStreamId(lastId, 0n);
      value.stream.maxDeletedId = parseStreamId(maxDeletedId, 0n);
      value.stream.entriesAdded = entriesAdded;
      return value;
    }
    default:
      throw new TypeError(`there is no kind of value "${String(kind)}"`);
  }
}
