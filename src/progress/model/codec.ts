import { partsOf, wins, type Register, type Registers } from './registers';

/** The version of the envelope below. Fields and ids may come and go without a new version; only its shape may not. */
export const PROGRESS_VERSION = 1;
export const PROGRESS_FORMAT = 'backend-roadmap-progress';

/** No stored or imported progress is larger than this many characters. */
export const MAX_PROGRESS_SIZE = 5_000_000;

/** The last moment a JavaScript date can hold: later stamps are damage, and would keep every later tick from winning. */
const MAX_TIME = 8.64e15;
const MAX_VALUE_SIZE = 200_000;

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

/**
 * Reads an envelope. One damaged register does not spoil the others: it is reported and left out, and so is one that
 * says it was written after `latest`.
 */
export function decodeProgress(value: unknown, latest = MAX_TIME): DecodedEnvelope {
  if (!isObject(value) || value['format'] !== PROGRESS_FORMAT || typeof value['version'] !== 'number') {
    return { refused: 'not-progress' };
  }
  if (value['version'] > PROGRESS_VERSION) return { refused: 'newer', version: value['version'] };
  if (!isObject(value['registers'])) return { refused: 'not-progress' };
  const registers = new Map<string, Register>();
  const problems: string[] = [];
  for (const [key, candidate] of Object.entries(value['registers'])) {
    const problem = partsOf(key) ? problemOf(candidate, latest) : 'is no key of a topic';
    if (problem) problems.push(`"${key.slice(0, 80)}" ${problem}`);
    else registers.set(key, pick(candidate as Register));
  }
  return { registers, problems };
}

/** One line of the journal, without its line break. */
export const encodeLine = (key: string, { v, t, w }: Register): string => JSON.stringify({ k: key, v, t, w });

/**
 * Reads a journal file. A last line without a line break was torn by a crash while it was written: its tick never
 * returned to the learner, so it is passed over in silence. Other unreadable lines are reported.
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
      problems.push(`line ${index + 1} ${problem ?? ''}`);
      return;
    }
    const register = pick(entry as Register);
    const known = registers.get(key);
    if (!known || wins(register, known)) registers.set(key, register);
  });
  return { registers, problems };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const pick = ({ v, t, w }: Register): Register => ({ v, t, w });

function problemOf(candidate: unknown, latest = MAX_TIME): string | undefined {
  if (!isObject(candidate)) return 'is no register';
  const { v, t, w } = candidate;
  if (typeof t !== 'number' || !Number.isInteger(t) || t < 0 || t > latest) return 'has no valid time';
  if (typeof w !== 'string' || w === '' || w.length > 64) return 'has no valid writer';
  if (v === undefined || JSON.stringify(v).length > MAX_VALUE_SIZE) return 'has no valid value';
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
