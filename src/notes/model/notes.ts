/** What the learner writes down about topics: plain Markdown, one text for each, by `<roadmap>/<topic>`. */
export type Notes = ReadonlyMap<string, string>;

/** No note is larger than this many bytes: more would not come back from an export. */
export const MAX_NOTE_SIZE = 1_000_000;

/** The key of a note. */
export const noteKey = (roadmap: string, topic: string): string => `${roadmap}/${topic}`;

/**
 * The lines in the first so many characters of a note that say something, without the marks of headings, lists and quotes, for lists that
 * show one a row.
 */
export function linesOf(note: string, most: number): string[] {
  return note
    .slice(0, most)
    .split('\n')
    .map((line) => line.replace(/^[\s>#*+-]*(?:\[[ xX]\]\s*)?/, '').trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line));
}
