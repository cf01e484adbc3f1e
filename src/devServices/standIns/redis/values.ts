import { SortedSet } from './sortedSet';
import { StreamLog } from './streamLog';

export interface StringValue {
  readonly kind: 'string';
  text: string;
  /** What OBJECT ENCODING says where the text alone does not tell: edited in place, or made of a float. */
  encoding?: 'raw' | 'embstr';
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

/** A copy that shares nothing with the original. */
export function cloneValue(value: Value): Value {
  switch (value.kind) {
    case 'string':
      return { ...value };
    case 'list':
      return { kind: 'list', items: [...value.items] };
    case 'hash':
      return { kind: 'hash', fields: new Map(value.fields) };
    case 'set':
      return { kind: 'set', members: new Set(value.members) };
    case 'zset': {
      const copy = emptyValue.zset();
      for (const { member, score } of value.zset.entries) copy.zset.set(member, score);
      return copy;
    }
    case 'stream': {
      const copy = emptyValue.stream();
      copy.stream.entries.push(...value.stream.entries);
      copy.stream.lastId = value.stream.lastId;
      copy.stream.maxDeletedId = value.stream.maxDeletedId;
      copy.stream.entriesAdded = value.stream.entriesAdded;
      return copy;
    }
  }
}
