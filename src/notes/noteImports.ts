import { reasonOf } from '../base/errors';
import { mergeNote } from './model/noteImport';
import { MAX_NOTE_SIZE, type Notes } from './model/notes';

/** What came of an import of notes. */
export interface ImportedNotes {
  readonly changed: readonly ImportedNote[];
  /** How many would have become larger than a note can be, together with what is here. */
  readonly tooLarge: number;
  /** Why it stopped before the end. */
  readonly failure?: Error;
}

/** What an import made of a note. */
export interface ImportedNote {
  readonly key: string;
  readonly before: string;
  readonly after: string;
}

/** The texts of all notes, by their keys. */
export interface NoteTexts {
  /** Empty when there is none. */
  readonly read: (key: string) => Promise<string>;
  readonly write: (key: string, text: string) => Promise<void>;
}

/** See `NoteStore.import`. */
export async function importNotes(
  here: NoteTexts,
  notes: Notes,
  { heading, isCanceled }: { readonly heading: string; readonly isCanceled: () => boolean },
): Promise<ImportedNotes> {
  const changed: ImportedNote[] = [];
  let tooLarge = 0;
  try {
    for (const [key, imported] of notes) {
      if (isCanceled()) break;
      const before = await here.read(key);
      const after = mergeNote(before, imported, heading);
      if (after === before) continue;
      if (new TextEncoder().encode(after).byteLength > MAX_NOTE_SIZE) {
        tooLarge += 1;
        continue;
      }
      await here.write(key, after);
      changed.push({ key, before, after });
    }
  } catch (error) {
    return { changed, tooLarge, failure: error instanceof Error ? error : new Error(reasonOf(error)) };
  }
  return { changed, tooLarge };
}

/** See `NoteStore.takeBack`. */
export async function takeBack(here: NoteTexts, imported: readonly ImportedNote[]): Promise<number> {
  let kept = 0;
  for (const { key, before, after } of imported) {
    if ((await here.read(key)) === after) await here.write(key, before);
    else kept += 1;
  }
  return kept;
}
