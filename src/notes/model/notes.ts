/** What the learner writes down about topics: plain Markdown, one text for each, by `<roadmap>/<topic>`. */
export type Notes = ReadonlyMap<string, string>;

/** No note is larger than this many bytes: more would not come back from an export. */
export const MAX_NOTE_SIZE = 1_000_000;

export interface DecodedNotes {
  readonly notes: Notes;
  /** What could not be read, in words. */
  readonly problems: readonly string[];
}

/** The key of a note, and whether a text is one. */
export const noteKey = (roadmap: string, topic: string): string => `${roadmap}/${topic}`;
const KEY = /^[a-z0-9-]{1,64}\/[a-z0-9-]{1,64}$/;

/** Reads the notes of an export. Exports of earlier releases have none. One that is damaged does not spoil the others. */
export function decodeNotes(value: unknown): DecodedNotes {
  if (value === undefined) return { notes: new Map(), problems: [] };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { notes: new Map(), problems: ['"notes" is no object'] };
  const notes = new Map<string, string>();
  const problems: string[] = [];
  for (const [key, text] of Object.entries(value as Record<string, unknown>)) {
    const problem = problemOf(key, text);
    if (problem === undefined) notes.set(key, text as string);
    else problems.push(`the note "${key.slice(0, 80)}" ${problem}`);
  }
  return { notes, problems };
}

function problemOf(key: string, text: unknown): string | undefined {
  if (!KEY.test(key)) return 'belongs to no topic';
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

/** The lines of a note that say something, without the marks of headings, lists and quotes, for lists that show one a row. */
export function linesOf(note: string): string[] {
  return note
    .split('\n')
    .map((line) => line.replace(/^[\s>#*+-]*(?:\[[ xX]\]\s*)?/, '').trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line));
}
