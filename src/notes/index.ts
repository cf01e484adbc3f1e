/** What other rooms may use of this one. */
export { type Notes, decodeNotes, linesOf, noteKey } from './model/notes';
export { type NoteStore } from './noteStore';

/** A note as the text of its HTML, without any that is its own. The renderer is loaded by the first note: most topics have none. */
export const renderNote = async (text: string): Promise<string> => (await import('./noteMarkdown')).renderNote(text);
