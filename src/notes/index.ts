/** What other rooms may use of this one. */
import type { Element } from '../base/elements';

export { type Notes, decodeNotes, linesOf, noteKey } from './model/notes';
export { type ImportedNote, type NoteStore } from './noteStore';

/** A note as elements of a page. The renderer is loaded by the first note: most topics have none. */
export const renderNote = async (text: string): Promise<readonly Element[]> => (await import('./noteMarkdown')).renderNote(text);
