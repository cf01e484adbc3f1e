import type { RoadmapIndex } from '../../content/outline';
import { keysOfTopic } from './progress';
import { partsOf, wins, type Register, type Registers } from './registers';

const FIELD = 'read:';

/** The field that says whether a link of a topic was read. It goes by the address, so that links may come, go and change places. */
export const readField = (url: string): string => `${FIELD}${hash(url)}`;

/** The addresses, of these, that the learner has ticked as read. */
export function linksRead(index: RoadmapIndex, registers: Registers, topic: string, urls: readonly string[]): string[] {
  const latest = new Map<string, Register>();
  for (const key of keysOfTopic(index, registers, topic)) {
    const field = partsOf(key)?.field;
    const register = registers.get(key);
    if (!field?.startsWith(FIELD) || !register) continue;
    const other = latest.get(field);
    if (!other || wins(register, other)) latest.set(field, register);
  }
  return urls.filter((url) => latest.get(readField(url))?.v === true);
}

/** 64 bits of FNV-1a: short enough for a key, and no two addresses of a topic share one. Permanent: it is part of what is stored. */
function hash(text: string): string {
  let value = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at++) value = BigInt.asUintN(64, (value ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  return value.toString(16).padStart(16, '0');
}
