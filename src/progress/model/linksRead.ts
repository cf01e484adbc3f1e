import type { RoadmapIndex } from '../../content/outline';
import { fieldsOf, hash } from './namedFields';
import type { Registers } from './registers';

const FIELD = 'read:';

/** The field that says whether a link of a topic was read. It goes by the address, so that links may come, go and change places. */
export const readField = (url: string): string => `${FIELD}${hash(url)}`;

/** The addresses, of these, that the learner has ticked as read. */
export function linksRead(index: RoadmapIndex, registers: Registers, topic: string, urls: readonly string[]): string[] {
  const latest = fieldsOf(index, registers, topic, FIELD);
  return urls.filter((url) => latest.get(readField(url))?.v === true);
}
