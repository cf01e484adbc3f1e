import { isDeeperThan } from '../../base/guards';
import { partsOf, wins, type Register, type Registers } from './registers';

/** The version of the envelope below. Fields and ids may come and go without a new version; only its shape may not. */
export const PROGRESS_VERSION = 1;
export const PROGRESS_FORMAT = 'backend-roadmap-progress';

/** The last moment a JavaScript date can hold. */
const MAX_TIME = 8.64e15;
/** The longest value by far is a plan, of some kilobytes. */
const MAX_VALUE_SIZE = 50_000;
/** The deepest value by far is a plan, of three levels. What is nested without end stops whoever stores or copies it. */
const MAX_VALUE_DEPTH = 16;
/** So many entries of an envelope are looked at: a hundred times what the progress of a roadmap has. */
const MAX_ENTRIES = 50_000;

/** No file that is imported is larger than this many bytes. There is room for a long note on every topic. */
export const MAX_IMPORT_SIZE = 50_000_000;

/** How progress is stored under one key, and how it is exported. */
export interface ProgressEnvelope {
  readonly format: typeof PROGRESS_FORMAT;
  readonly version: number;
  readonly registers: { readonly [key: string]: Register };
}

export interface Decoded {
  readonly registers: Map<string, Register>;
  /** What could not be read, in words; the caller keeps the original. */
  readonly problems: readonly string[];
}

export type DecodedEnvelope = Decoded | { readonly refused: 'not-progress' | 'newer'; readonly version?: number };

export function encodeProgress(registers: Registers): ProgressEnvelope {
  const sorted = [...registers].sort(([a], [b]) => (a < b ? -1 : 1));
  return { format: PROGRESS_FORMAT, version: PROGRESS_VERSION, registers: Object.fromEntries(sorted) };
}

/** Reads an envelope. One damaged register does not spoil the others: it is reported and left out. */
export function decodeProgress(value: unknown): DecodedEnvelope {
  if (!isObject(value) || value['format'] !== PROGRESS_FORMAT || typeof value['version'] !== 'number') {
    return { refused: 'not-progress' };
  }
  if (value['version'] > PROGRESS_VERSION) return { refused: 'newer', version: value['version'] };
  if (!isObject(value['registers'])) return { refused: 'not-progress' };
  const registers = new Map<string, Register>();
  const problems: string[] = [];
  const entries = Object.entries(value['registers']);
  if (entries.length > MAX_ENTRIES) problems.push(`${entries.length - MAX_ENTRIES} entries are more than can be read`);
  for (const [key, candidate] of entries.slice(0, MAX_ENTRIES)) {
    const problem = partsOf(key) ? problemOf(candidate) : 'is no key of a topic';
    if (problem) problems.push(`"${key.slice(0, 80)}" ${problem}`);
    else registers.set(key, pick(candidate as Register));
  }
  return { registers, problems };
}

/** One line of the journal, without its line break. */
export const encodeLine = (key: string, { v, t, w }: Register): string => JSON.stringify({ k: key, v, t, w });

/**
 * Reads a journal file. A last line without a line break was torn by a crash while it was written: its tick never
 * returned to the learner, so it is passed over in silence. So is one with an empty line behind it: a full disk has torn it, and
 * it was written once more. Other unreadable lines are reported.
 */
export function decodeLines(content: string): Decoded {
  const registers = new Map<string, Register>();
  const problems: string[] = [];
  const lines = content.split('\n');
  lines.pop();
  lines.forEach((line, index) => {
    if (line === '') return;
    const entry = parseJson(line);
    const key = isObject(entry) && typeof entry['k'] === 'string' && partsOf(entry['k']) ? entry['k'] : undefined;
    const problem = key === undefined ? 'is no entry' : problemOf(entry);
    if (key === undefined || problem) {
      if (!(isBeginning(line) && lines[index + 1] === '')) problems.push(`line ${index + 1} ${problem ?? ''}`);
      return;
    }
    const register = pick(entry as Register);
    const known = registers.get(key);
    if (!known || wins(register, known)) registers.set(key, register);
  });
  return { registers, problems };
}

/** What every line begins with, and whether some text may be the beginning of one. */
const BEGINNING = '{"k":';
const isBeginning = (text: string): boolean => text.startsWith(BEGINNING) || BEGINNING.startsWith(text);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const pick = ({ v, t, w }: Register): Register => ({ v, t, w });

function problemOf(candidate: unknown): string | undefined {
  if (!isObject(candidate)) return 'is no register';
  const { v, t, w } = candidate;
  if (typeof t !== 'number' || !Number.isInteger(t) || t < 0 || t > MAX_TIME) return 'has no valid time';
  if (typeof w !== 'string' || w === '' || w.length > 64) return 'has no valid writer';
  if (v === undefined) return 'has no value';
  if (isDeeperThan(v, MAX_VALUE_DEPTH)) return 'has a value that is nested too deeply';
  if (JSON.stringify(v).length > MAX_VALUE_SIZE) return 'has a value that is too large';
  return undefined;
}

/** JSON or undefined: for text whose damage is expected and reported by the caller. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
