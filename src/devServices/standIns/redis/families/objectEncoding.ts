import { parseInt64 } from '../numbers';
import type { Value } from '../values';

const shortText = 64;

/**
 * The encoding that Redis 7.0 with its default limits would choose for a value. The stand-in has one way to keep each kind; the answer is
 * there for lessons on memory. (Redis never goes back from a large encoding after elements were removed; this answer does.)
 */
export function encodingOf(value: Value): string {
  switch (value.kind) {
    case 'string':
      return stringEncoding(value.text, value.encoding);
    case 'list':
      return 'quicklist';
    case 'hash':
      return value.fields.size <= 512 && allShort([...value.fields].flat()) ? 'listpack' : 'hashtable';
    case 'set':
      return value.members.size <= 512 && [...value.members].every((member) => parseInt64(member) !== undefined) ? 'intset' : 'hashtable';
    case 'zset':
      return value.zset.size <= 128 && allShort(value.zset.entries.map((entry) => entry.member)) ? 'listpack' : 'skiplist';
    case 'stream':
      return 'stream';
  }
}

function stringEncoding(text: string, known: 'raw' | 'embstr' | undefined): string {
  if (known === 'raw') return 'raw';
  if (known === undefined && parseInt64(text) !== undefined) return 'int';
  return text.length <= 44 ? 'embstr' : 'raw';
}

function allShort(texts: readonly string[]): boolean {
  return texts.every((text) => text.length <= shortText);
}
