/** What other rooms may use of this one. */
import type { Element } from '../base/elements';

export { decodeNotes } from './model/noteImport';
export { type Notes, linesOf, noteKey } from './model/notes';
export { type ImportedNote } from './noteImports';
export { type NoteStore } from './noteStore';

/** A note as elements of a page. The renderer is loaded by the first note: most topics have none. */
export const renderNote = async (text: string): Promise<readonly Element[]> => (await import('./noteMarkdown')).renderNote(text);
