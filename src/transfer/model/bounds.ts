import type { RoadmapIndex } from '../../content/outline';
import { fitting, isUnderstood, sizeOf } from '../../progress/model/held';
import { partsOf, type Register, type Registers } from '../../progress/model/registers';

/** So many registers of one topic are taken from a file, several times what a topic has … */
const MAX_OF_TOPIC = 250;
/** … and so many characters of them: each tick writes all of them anew. The longest plan fits in. */
const MAX_SIZE_OF_TOPIC = 50_500;

/** What an import takes of the registers of a file, and how many it leaves out because they are too many. */
export function withinBounds(index: RoadmapIndex, registers: Registers): { readonly taken: Registers; readonly leftOut: number } {
  const taken = new Map<string, Register>();
  const others: [string, Register][] = [];
  const ofTopic = new Map<string, { count: number; size: number }>();
  for (const [key, register] of registers) {
    if (!isUnderstood(index, key, register)) {
      others.push([key, register]);
      continue;
    }
    const topic = partsOf(key)?.topic ?? '';
    const { count, size } = ofTopic.get(topic) ?? { count: 0, size: 0 };
    const sum = { count: count + 1, size: size + sizeOf(key, register) };
    if (sum.count > MAX_OF_TOPIC || sum.size > MAX_SIZE_OF_TOPIC) continue;
    ofTopic.set(topic, sum);
    taken.set(key, register);
  }
  for (const [key, register] of fitting(others)) taken.set(key, register);
  return { taken, leftOut: registers.size - taken.size };
}
