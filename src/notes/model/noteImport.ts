import type { RoadmapIndex } from '../../content/outline';
import { MAX_NOTE_SIZE, noteKey, type Notes } from './notes';

export interface DecodedNotes {
  readonly notes: Notes;
  /** What could not be read, in words. */
  readonly problems: readonly string[];
}

const KEY = /^([a-z0-9-]{1,64})\/([a-z0-9-]{1,64})$/;

/**
 * Reads the notes of an export, those of topics that this release knows. Exports of earlier releases have none. One that is damaged
 * does not spoil the others.
 */
export function decodeNotes(value: unknown, index: RoadmapIndex): DecodedNotes {
  if (value === undefined) return { notes: new Map(), problems: [] };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { notes: new Map(), problems: ['"notes" is no object'] };
  const notes = new Map<string, string>();
  const problems: string[] = [];
  for (const [key, text] of Object.entries(value as Record<string, unknown>)) {
    const [, roadmap, id = ''] = KEY.exec(key) ?? [];
    const topic = roadmap === index.outline.id ? index.topic(id) : undefined;
    const problem = topic ? problemOf(text) : 'belongs to no topic';
    if (topic && problem === undefined) add(notes, noteKey(index.outline.id, topic.id), text as string);
    else problems.push(`the note "${key.slice(0, 80)}" ${problem}`);
  }
  return { notes, problems };
}

/** A topic that was renamed may have a note under each of its names. */
function add(notes: Map<string, string>, key: string, text: string): void {
  const other = notes.get(key);
  notes.set(key, other === undefined || text.includes(other.trim()) ? text : `${other.trim()}\n\n---\n\n${text.trim()}\n`);
}

function problemOf(text: unknown): string | undefined {
  if (typeof text !== 'string') return 'is no text';
  if (text.length > MAX_NOTE_SIZE) return 'is too large';
  return undefined;
}

/**
 * What a note becomes when another one is imported: whichever holds the other, else both, with `heading` between them. To
 * import the same once more changes nothing.
 */
export function mergeNote(here: string, imported: string, heading: string): string {
  const [mine, theirs] = [here.trim(), imported.trim()];
  if (theirs === '' || mine.includes(theirs)) return here;
  if (theirs.startsWith(mine)) return imported;
  return `${mine}\n\n---\n\n**${heading}**\n\n${theirs}\n`;
}
