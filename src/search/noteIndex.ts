import { linesOf } from '../notes';
import { noteEntries } from './model/entries';
import type { SearchIndex } from './model/searchIndex';

/** Of one note so many characters are searched, of all notes together so many, and so many lines: an import may bring megabytes. */
const MOST_OF_NOTE = 20_000;
const MOST_OF_ALL = 400_000;
const MOST_LINES = 4_000;
/** The editor's other work waits no longer for this than so many milliseconds. */
const TURN = 20;

/** A note with the topic that it is about. */
export interface NoteOfTopic {
  readonly topic: { readonly id: string; readonly title: string };
  readonly text: string;
}

/**
 * Puts these notes in place of those that were found until now, unless it is over before the end. Says whether the index has all of them:
 * of more than a person writes, only the beginnings are searched.
 */
export async function replaceNotes(index: SearchIndex, notes: readonly NoteOfTopic[], isOver: () => boolean): Promise<boolean> {
  index.replace('note', []);
  let [room, lines, isWhole] = [MOST_OF_ALL, MOST_LINES, true];
  let since = performance.now();
  for (const { topic, text } of notes) {
    if (performance.now() - since > TURN) {
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
    if (isOver()) break;
    const share = Math.min(MOST_OF_NOTE, room);
    const found = linesOf(text, share);
    index.add(noteEntries(topic, found.slice(0, lines)));
    isWhole &&= text.length <= share && found.length <= lines;
    room -= Math.min(text.length, share);
    lines = Math.max(0, lines - found.length);
  }
  return isWhole;
}
