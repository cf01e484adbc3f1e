/**
 * Finds the words of a list in texts, in a time that hardly grows with the list: a file of settings may have thousands of values that begin alike.
 */
export class WordSearch {
  /** In their order. */
  private readonly words: readonly string[];
  /** Of each, the place of the longest one that it begins with; -1 where it begins with none. */
  private readonly within: readonly number[];
  /** The same words from their ends to their beginnings. */
  private readonly backwards: readonly string[];
  /** How words begin, and those that are shorter than that: at most places of a text, none does. */
  private readonly starts: ReadonlySet<string>;
  private readonly short: readonly string[];
  readonly longest: number;

  /** Of words of no letters nothing is found. */
  constructor(words: readonly string[]) {
    this.words = [...new Set(words)].filter((word) => word !== '').sort();
    this.within = beginnings(this.words);
    this.backwards = this.words.map(backwards).sort();
    this.starts = new Set(this.words.map((word) => word.slice(0, START)));
    this.short = this.words.filter(({ length }) => length < START);
    this.longest = this.words.reduce((most, { length }) => Math.max(most, length), 0);
  }

  /** The length of the longest word that stands at a place of a text; 0 when there is none. */
  lengthAt(text: string, at: number): number {
    if (!this.starts.has(text.slice(at, at + START)) && !this.short.some((word) => text.startsWith(word, at))) return 0;
    // Whatever stands between a word and a text that begins with it begins with it, too: the last word that is not after the text is it, or begins with it.
    const rest = text.slice(at, at + this.longest);
    let place = placeAfter(this.words, rest) - 1;
    const common = commonLength(this.words[place] ?? '', rest);
    while (place >= 0 && this.lengthOf(place) > common) place = this.within[place] ?? -1;
    return this.lengthOf(place);
  }

  /** 0 where there is no word. */
  private lengthOf(place: number): number {
    return this.words[place]?.length ?? 0;
  }

  /** Whether a word begins so, and goes on. */
  isBegun(beginning: string): boolean {
    return goesOn(this.words, beginning);
  }

  /** Whether a word ends so, and has more before it. */
  isEnded(end: string): boolean {
    return goesOn(this.backwards, backwards(end));
  }
}

/** In letters. */
const START = 4;

const backwards = (word: string): string => word.split('').reverse().join('');

/** Of each word of an ordered list, the place of the longest one that it begins with, or -1. */
function beginnings(words: readonly string[]): number[] {
  /** The places of those with which the word before begins, and its own, the shortest first. */
  const open: number[] = [];
  return words.map((word, place) => {
    while (open.length > 0 && !word.startsWith(words[open.at(-1) ?? 0] ?? '')) open.pop();
    const found = open.at(-1) ?? -1;
    open.push(place);
    return found;
  });
}

const goesOn = (words: readonly string[], beginning: string): boolean => {
  const next = words[placeAfter(words, beginning)];
  return next?.startsWith(beginning) === true;
};

/** How many words of an ordered list are not after a text. */
function placeAfter(words: readonly string[], text: string): number {
  let [from, to] = [0, words.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((words[middle] ?? '') <= text) from = middle + 1;
    else to = middle;
  }
  return from;
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
