import MiniSearch, { type Query, type SearchOptions } from 'minisearch';
import type { Entry, Kind } from './entries';

/** How much more a hit counts by where its words were found. */
const FIELD_WEIGHT = { title: 6, about: 2, place: 0.8, text: 0.7 } as const;

/** How much more a hit counts by what it is: whoever types the name of a subject wants the topic or the project first. */
const KIND_WEIGHT: Readonly<Record<Kind, number>> = {
  topic: 7,
  project: 4,
  lesson: 1.6,
  stage: 2,
  note: 2,
  command: 1.6,
  objective: 1,
  link: 0.2,
};

/** How long a word is whose letters may be wrong: one letter more or less makes another word of "sql" or "dns". */
const FUZZY_FROM = 5;
/** The same for a word that stands nowhere, which is all the more a slip of the hand. */
const FUZZY_UNKNOWN_FROM = 4;
/** How many of a word's letters may be wrong: one of four, two of eight, which two swapped letters are. */
const FUZZY = 0.2;

/** How long a word is whose letters may be swapped: in longer ones, fuzziness forgives that, too. */
const SWAPS = { from: 3, to: 7 } as const;

/** Lists are read from the top: what comes after this many is found by another word. */
const MAX_HITS = 60;

const fold = (term: string): string => term.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const COMPOUND = /[\p{L}\p{N}\p{M}]+(?:[-./'][\p{L}\p{N}\p{M}]+)+/gu;

const wordsOf = (text: string): string[] => text.match(WORD) ?? [];

/** The words of a text; "Node.js" and "Real-Time" are also found as "nodejs" and "realtime". */
const indexedWordsOf = (text: string): string[] => [
  ...wordsOf(text),
  ...(text.match(COMPOUND) ?? []).map((compound) => wordsOf(compound).join('')),
];

/** Words of a question that say nothing of what it is about. */
const FILLERS = new Set('a an and are can do does for how i in is it my of on or the to what when which why with you'.split(' '));

/** The words of a query without those that say nothing; all of them when no others are left. */
const meaningfulWordsOf = (query: string): string[] => {
  const words = wordsOf(query);
  const meaningful = words.filter((word) => !FILLERS.has(fold(word)));
  return meaningful.length > 0 ? meaningful : words;
};

/** A word with two neighboring letters swapped, in all ways: "htpt" may have been "http". */
const swapsOf = (word: string): string[] => {
  const letters = Array.from(fold(word));
  if (letters.length < SWAPS.from || letters.length > SWAPS.to) return [];
  return letters.slice(1).map((letter, at) => [...letters.slice(0, at), letter, letters[at], ...letters.slice(at + 2)].join(''));
};

const SEARCH: SearchOptions = {
  tokenize: wordsOf,
  boost: FIELD_WEIGHT,
  boostDocument: (_id, _term, stored) => KIND_WEIGHT[stored?.['kind'] as Kind],
  fuzzy: (term) => (term.length >= FUZZY_FROM ? FUZZY : false),
  weights: { fuzzy: 0.3, prefix: 0.5 },
  // Long texts are not worth less because they are long: an objective among five counts as one alone.
  bm25: { k: 1.2, b: 0.3, d: 0.5 },
};

/** What has been found, and in it the place that says most first. */
const PLACES = ['title', 'heading', 'sentence', 'section', 'task', 'anywhere'] as const;

/** What the title of a kind is. */
const TITLE_IS: Readonly<Record<Kind, (typeof PLACES)[number]>> = {
  ...{ topic: 'title', project: 'title', stage: 'title' },
  ...{ lesson: 'heading', command: 'heading' },
  ...{ objective: 'sentence', note: 'sentence', link: 'sentence' },
};

/**
 * How near to the top an entry belongs, by where it has all words of a query as they are written: 0 is the top. One word is the name of a
 * subject, and goes by weight alone; several are what somebody remembers having read, and lead to the part that says them.
 */
function rankOf({ target: { kind }, title, about, text }: Entry, words: readonly string[]): number {
  if (words.length < 2) return 0;
  const folded = words.map(fold);
  const rank = (place: (typeof PLACES)[number], closeness = 0): number => 2 * PLACES.indexOf(place) + closeness;
  const inTitle = closenessOf(folded, title);
  if (inTitle !== undefined) return rank(TITLE_IS[kind], inTitle);
  // A topic opens at its beginning: it is the place only of what its title speaks of.
  if (kind === 'topic' && folded.some((word) => closenessOf([word], title) === 0) && closenessOf(folded, `${title} ${about}`) !== undefined)
    return rank('sentence');
  if (kind === 'lesson' && closenessOf(folded, text) === 0) return rank('section');
  if (kind === 'stage' && closenessOf(folded, `${about} ${text}`) === 0) return rank('task');
  return rank('anywhere');
}

/** 0 when a text has words in a row, 1 when it has them all; each may be the beginning of a longer one. Undefined when one is missing. */
function closenessOf(words: readonly string[], text: string): number | undefined {
  const found = wordsOf(fold(text)).filter((word) => !FILLERS.has(word));
  if (found.some((_, at) => words.every((word, next) => found[at + next]?.startsWith(word) === true))) return 0;
  return words.every((word) => found.some((one) => one.startsWith(word))) ? 1 : undefined;
}

/** Something that was found. */
export interface Hit {
  readonly entry: Entry;
  /** The words of it that the query means. */
  readonly terms: readonly string[];
}

/** What can be found, by words: the best first. */
export class SearchIndex {
  private readonly entries = new Map<string, Entry>();
  private readonly index = new MiniSearch<Entry>({
    fields: ['title', 'about', 'place', 'text'],
    storeFields: ['kind'],
    extractField: (entry, field) => (field === 'kind' ? entry.target.kind : entry[field as keyof Omit<Entry, 'target'>]),
    tokenize: indexedWordsOf,
    processTerm: fold,
    searchOptions: SEARCH,
  });

  /** Adds entries; one that is there already is replaced. */
  add(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (this.entries.has(entry.id)) this.index.discard(entry.id);
      this.entries.set(entry.id, entry);
      this.index.add(entry);
    }
  }

  /** Puts these in place of all entries of a kind: notes and commands are others each time search is opened. */
  replace(kind: Kind, entries: readonly Entry[]): void {
    for (const { id, target } of [...this.entries.values()]) {
      if (target.kind !== kind) continue;
      this.index.discard(id);
      this.entries.delete(id);
    }
    this.add(entries);
  }

  get(id: string): Entry | undefined {
    return this.entries.get(id);
  }

  ofKind(kind: Kind): Entry[] {
    return [...this.entries.values()].filter(({ target }) => target.kind === kind);
  }

  /** What has all words of the query, best first; when nothing has, what has some of them. */
  search(query: string): Hit[] {
    const words = meaningfulWordsOf(query);
    const queries = words.map((word, at) => this.meaningOf(word, at === words.length - 1));
    const all = this.index.search({ queries, combineWith: 'AND' });
    const found = all.length > 0 ? all : this.index.search({ queries, combineWith: 'OR' });
    const hits = found.flatMap(({ id, terms, score }) => {
      const entry = this.entries.get(String(id));
      return entry ? [{ hit: { entry, terms }, score, rank: found === all ? rankOf(entry, words) : 0 }] : [];
    });
    hits.sort((a, b) => a.rank - b.rank || b.score - a.score);
    return hits.slice(0, MAX_HITS).map(({ hit }) => hit);
  }

  /** What a word of a query may mean: itself, and what it was meant to be when it stands nowhere as it is written. */
  private meaningOf(word: string, isLast: boolean): Query {
    // A word may be the beginning of a longer one; a letter is that only while it is being typed.
    const prefix = word.length > 1 || isLast;
    if (this.index.search(word, { prefix, fuzzy: false }).length > 0) return { queries: [word], prefix };
    const fuzzy = (term: string): number | false => (term.length >= FUZZY_UNKNOWN_FROM ? FUZZY : false);
    const swapped: Query = { queries: swapsOf(word), combineWith: 'OR', fuzzy: false };
    return { queries: [{ queries: [word], fuzzy }, swapped], combineWith: 'OR' };
  }
}
