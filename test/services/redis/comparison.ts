import { standInHint } from '../../../src/devServices/standIns/redis/command';
import type { Command } from './generator';
import type { Answer } from './respClient';

const unordered = new Set(['SMEMBERS', 'HKEYS', 'HVALS', 'KEYS', 'CONFIG', 'PUBSUB']);
const unorderedPairs = new Set(['HGETALL']);
const scans = new Set(['SCAN', 'SSCAN', 'HSCAN']);
const timed = new Set(['TTL', 'PTTL']);

/** Whether two answers to the same command say the same, where order or the clock may make them differ. */
export function sameAnswer(command: Command, real: Answer, standIn: Answer): boolean {
  const name = (command[0] ?? '').toUpperCase();
  if (timed.has(name)) return closeInTime(real, standIn);
  return JSON.stringify(normalized(name, real)) === JSON.stringify(normalized(name, withoutHint(standIn)));
}

/** The stand-in answers as Redis does and says behind it that it is none. */
function withoutHint(answer: Answer): Answer {
  if (Array.isArray(answer)) return answer.map(withoutHint);
  if (answer !== null && typeof answer === 'object' && 'error' in answer) return { error: answer.error.replace(standInHint, '') };
  return answer !== null && typeof answer === 'object' && 'bulk' in answer ? { bulk: answer.bulk.replace(standInHint, '') } : answer;
}

function normalized(name: string, answer: Answer): unknown {
  if (!Array.isArray(answer)) return answer;
  if (unordered.has(name)) return sorted(answer, 1);
  if (unorderedPairs.has(name)) return sorted(answer, 2);
  if (scans.has(name)) {
    const [cursor, found] = answer as readonly Answer[];
    return [cursor, Array.isArray(found) ? sorted(found, name === 'HSCAN' ? 2 : 1) : found];
  }
  return answer;
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
