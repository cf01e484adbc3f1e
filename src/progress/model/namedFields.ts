import type { RoadmapIndex } from '../../content/outline';
import { keysOfTopic } from './progress';
import { partsOf, wins, type Register, type Registers } from './registers';

/** The registers of a topic whose field begins with this, by their fields: of those under its id and its former ids, the latest. */
export function fieldsOf(index: RoadmapIndex, registers: Registers, topic: string, prefix: string): Map<string, Register> {
  const latest = new Map<string, Register>();
  for (const key of keysOfTopic(index, registers, topic)) {
    const field = partsOf(key)?.field;
    const register = registers.get(key);
    if (!field?.startsWith(prefix) || !register) continue;
    const other = latest.get(field);
    if (!other || wins(register, other)) latest.set(field, register);
  }
  return latest;
}

/** 64 bits of FNV-1a: short enough for a key, and no two texts of a topic share one. Permanent: it is part of what is stored. */
export function hash(text: string): string {
  let value = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at++) value = BigInt.asUintN(64, (value ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  return value.toString(16).padStart(16, '0');
}
