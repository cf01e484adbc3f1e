import type { Command } from './generator';
import type { Answer } from './respClient';

const unordered = new Set(['SMEMBERS', 'SINTER', 'SUNION', 'SDIFF', 'SPOP', 'HKEYS', 'HVALS', 'KEYS', 'CONFIG', 'PUBSUB']);
const unorderedPairs = new Set(['HGETALL']);
const scans = new Set(['SCAN', 'SSCAN', 'HSCAN', 'ZSCAN']);
const randomOnes = new Set(['SRANDMEMBER', 'HRANDFIELD', 'ZRANDMEMBER', 'RANDOMKEY']);
const timed = new Set(['TTL', 'PTTL', 'EXPIRETIME', 'PEXPIRETIME']);

const collectionEncodings = new Set(['listpack', 'hashtable', 'intset', 'skiplist'].map((bulk) => JSON.stringify({ bulk })));

/** Whether two answers to the same command say the same, where order, chance or the clock may make them differ. */
export function sameAnswer(command: Command, real: Answer, standIn: Answer): boolean {
  const name = (command[0] ?? '').toUpperCase();
  if (timed.has(name)) return closeInTime(real, standIn);
  return JSON.stringify(normalized(name, real)) === JSON.stringify(normalized(name, standIn));
}

function normalized(name: string, answer: Answer): unknown {
  // Once large, a collection keeps its encoding in Redis; the stand-in judges by what is there now.
  if (name === 'OBJECT' && collectionEncodings.has(JSON.stringify(answer))) return 'collection';
  if (!Array.isArray(answer))
    return randomOnes.has(name) && answer !== null && typeof answer === 'object' && 'bulk' in answer ? 'one' : answer;
  if (randomOnes.has(name)) return answer.length;
  if (unordered.has(name)) return sorted(answer, 1);
  if (unorderedPairs.has(name)) return sorted(answer, 2);
  if (scans.has(name)) {
    const [cursor, found] = answer as readonly Answer[];
    const width = name === 'HSCAN' || name === 'ZSCAN' ? 2 : 1;
    // A score's form depends on the encoding, see above.
    const comparable =
      name === 'ZSCAN' && Array.isArray(found) ? found.map((item: Answer, index) => (index % 2 === 1 ? asNumber(item) : item)) : found;
    return [cursor, Array.isArray(comparable) ? sorted(comparable, width) : comparable];
  }
  return answer;
}

function asNumber(answer: Answer): Answer {
  return typeof answer === 'object' && answer !== null && 'bulk' in answer
    ? { bulk: String(Number(answer.bulk.replace('inf', 'Infinity'))) }
    : answer;
}

function sorted(items: readonly Answer[], width: number): string[] {
  const groups: string[] = [];
  for (let i = 0; i < items.length; i += width) groups.push(JSON.stringify(items.slice(i, i + width)));
  return groups.sort();
}

/** The two servers read their clocks at slightly different moments. */
function closeInTime(real: Answer, standIn: Answer): boolean {
  if (JSON.stringify(real) === JSON.stringify(standIn)) return true;
  if (!isInteger(real) || !isInteger(standIn)) return false;
  return (
    Math.abs(Number(real.integer) - Number(standIn.integer)) <= 1 || Math.min(Number(real.integer), Number(standIn.integer)) > 1_000_000
  );
}

function isInteger(answer: Answer): answer is { readonly integer: string } {
  return typeof answer === 'object' && answer !== null && 'integer' in answer;
}
