import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { NotSmallError, readSmallBytes } from '../../platform/smallFiles';
import { SecretMask, secretsIn } from '../../base/secrets';
import { outside } from '../../base/text';
import type { Failure, RunEvent } from '../model/events';

type Variables = Readonly<Record<string, string | undefined>>;

/** Longer ones, in bytes, are no settings … */
const LONGEST_FILE = 1_000_000;
/** … and nobody has so many of them, */
const MOST_FILES = 50;
/** nor so many secrets in all of them together, or so many letters of secrets: each is looked for in a hundred forms. */
const MOST_SECRETS = 5_000;
const MOST_LETTERS = 1_000_000;

/** The parts of a larger project have settings of their own: so many folders are looked into, this deep. */
const MOST_FOLDERS = 200;
const DEEPEST_FOLDER = 2;
/** What others have written. */
const NOT_LOOKED_INTO = /^(?:node_modules|\.git|\.data|\.venv|venv|__pycache__|vendor|dist|build|target|coverage)$/;

/** `.env`, `.env.local`, `prod.env`, and so on; not the examples, which everybody may read. */
const isEnvFile = (name: string): boolean =>
  /^\.env(?:[.-]|$)|\.env$/.test(name) && !/\b(?:example|sample|template|dist|defaults)\b/.test(name);

/** What no report may hold. */
export interface Secrets {
  readonly secrets: readonly string[];
  /** What `.env` says: it may be a pipe, and is read once. Undefined where there is none, or none that could be read. */
  readonly dotEnv: string | undefined;
  /** A sentence for each file whose values are in none of the secrets. */
  readonly notices: readonly string[];
}

/** The secrets of the environment and of the files that the learner's program reads. `patience`: milliseconds for those that are pipes. */
export async function secretsOf(folder: string, environment: Variables, patience?: number): Promise<Secrets> {
  const names = await envFilesIn(folder);
  const files = await Promise.all(names.slice(0, MOST_FILES).map((name) => readEnvFile(folder, name, patience)));
  const known = new Set<string>();
  const notices = files.flatMap(({ name, bytes, notice }) => notice ?? (bytes && addSecrets(known, name, bytes)) ?? []);
  const left = names.length - MOST_FILES;
  if (left > 0)
    notices.push(
      `The values of ${left} more files such as ${outside(names.at(-1) ?? '')} ${NOT_TAKEN_OUT}: there are more than ${MOST_FILES}.`,
    );
  return {
    secrets: [...new Set([...secretsIn(environment), ...known])],
    dotEnv: files.find(({ name }) => name === '.env')?.bytes?.toString('utf8'),
    notices,
  };
}

const NOT_TAKEN_OUT = 'are not taken out of what is shown here';

/** Adds the secrets of a file to those of the files before it, as far as there is room. What is returned says where there is none. */
function addSecrets(known: Set<string>, name: string, bytes: Buffer): string | undefined {
  const noRoom = `The values of ${outside(name)} ${NOT_TAKEN_OUT}: there are too many in the files before it.`;
  if (known.size === MOST_SECRETS) return noRoom;
  let letters = [...known].reduce((sum, { length }) => sum + length, 0);
  let added = 0;
  // One after the other: of a file that has too many, no more is made than there is room for.
  for (const [variable, value] of textsOf(bytes).flatMap(readings)) {
    for (const secret of secretsIn({}, { [variable]: value })) {
      if (known.has(secret)) continue;
      letters += secret.length;
      if (known.size === MOST_SECRETS || letters > MOST_LETTERS) {
        if (added === 0) return noRoom;
        return `Of the values of ${outside(name)}, only the first ${added} are taken out of what is shown here.`;
      }
      known.add(secret);
      added += 1;
    }
  }
  return undefined;
}

/**
 * The files of settings in a folder and in those below it, as paths in it. The shortest come first, and so `.env` before all others, however
 * many there are. Links are not followed into other folders.
 */
async function envFilesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  const folders = [{ path: '', depth: 0 }];
  for (let looked = 0; looked < MOST_FOLDERS; looked++) {
    const next = folders.shift();
    if (!next) break;
    for (const entry of await readdir(join(folder, next.path), { withFileTypes: true }).catch(() => [])) {
      const path = `${next.path}${entry.name}`;
      if (!entry.isDirectory()) found.push(...(isEnvFile(entry.name) ? [path] : []));
      else if (next.depth < DEEPEST_FOLDER && !NOT_LOOKED_INTO.test(entry.name)) folders.push({ path: `${path}/`, depth: next.depth + 1 });
    }
  }
  return found.sort((one, other) => one.length - other.length);
}

/** What a file may say: beside UTF-8, some shells of Windows write UTF-16, and older editors a byte a letter. */
function textsOf(bytes: Buffer): string[] {
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  const pairs = bytes.subarray(0, bytes.length - (bytes.length % 2));
  if (text.includes('\0')) return [pairs, Buffer.from(pairs).swap16()].map((one) => one.toString('utf16le').replace(/^\ufeff/, ''));
  return text.includes('\ufffd') ? [text, bytes.toString('latin1')] : [text];
}

interface EnvFile {
  readonly name: string;
  readonly bytes?: Buffer;
  /** Why there are none. */
  readonly notice?: string;
}

async function readEnvFile(folder: string, name: string, patience: number | undefined): Promise<EnvFile> {
  try {
    const bytes = await readSmallBytes(join(folder, name), LONGEST_FILE, { mayBePipe: true, ...(patience !== undefined && { patience }) });
    return { name, bytes };
  } catch (error) {
    // A folder holds no settings, and what this runner may not read the program may not read either.
    const isOfNobody = !(error instanceof NotSmallError) || (await stat(join(folder, name)).catch(() => undefined))?.isDirectory() === true;
    if (isOfNobody) return { name };
    return { name, notice: `The values of ${outside(name)} ${NOT_TAKEN_OUT}: ${error.message}.` };
  }
}

/** The variables of a file as Node.js reads it, and its lines as those who read it otherwise do: with `NAME: value`, a `#` in a value, or a `$`. */
function readings(text: string): (readonly [name: string, value: string])[] {
  const lines = text.replace(/\r\n?/g, '\n');
  const found = Object.entries(parseEnv(lines)).map(([name, value = '']) => [name, value] as const);
  const raw = [...lines.matchAll(LINE)].map(([, name = '', value = '']) => [name, value.trim().replace(/^(["'`])(.*)\1$/, '$2')] as const);
  const all = [...found, ...raw];
  return [...all, ...all.flatMap(([name, value]) => (value.includes('$') ? value.split(/\$\{[^}]{0,100}\}|\$\w+/).map((part) => [name, part] as const) : []))]; // prettier-ignore
}

const LINE = /^[ \t]*(?:export[ \t]+|set[ \t]+)?([\w.-]+)(?:[ \t]*=|:[ \t])[ \t]*(\S.*)$/gm;

/**
 * Takes the secrets out of all that a run tells, on its way out: what is kept, shown and copied comes from there, and what checks compare
 * does not.
 */
export class MaskedEvents {
  private secrets: readonly string[] = [];
  private mask = new SecretMask([]);
  /** The end of what was printed, which may be the beginning of a secret. */
  private held = '';

  constructor(private readonly tell: (event: RunEvent) => void) {}

  /** Secrets that are known from now on. */
  add(secrets: readonly string[]): void {
    if (secrets.length === 0) return;
    this.secrets = [...this.secrets, ...secrets];
    this.mask = new SecretMask(this.secrets);
  }

  readonly emit = (event: RunEvent): void => {
    if (event.type === 'output') this.print(event.text);
    else {
      if (event.type === 'run-finished') this.flush();
      this.tell(this.masked(event));
    }
  };

  private print(text: string): void {
    const all = this.held + text;
    const end = all.length - this.mask.openEnd(all);
    this.held = all.slice(end);
    if (end > 0) this.tell({ type: 'output', text: this.mask.apply(all.slice(0, end)) });
  }

  /** Nothing comes any more. */
  private flush(): void {
    if (this.held === '') return;
    const text = this.maskedToItsEnd(this.held);
    this.held = '';
    this.tell({ type: 'output', text });
  }

  /** Of what ends in the middle of a line: "…" says that a text was cut, where the beginning of a secret counts as one. */
  private maskedToItsEnd(text: string): string {
    return this.mask.apply(`${text}…`).slice(0, -1);
  }

  private masked(event: RunEvent): RunEvent {
    const mask = (text: string): string => this.mask.apply(text);
    switch (event.type) {
      case 'run-started':
        return { ...event, command: mask(event.command) };
      case 'service':
        return { ...event, note: mask(event.note) };
      case 'notice':
        return { ...event, message: mask(event.message) };
      case 'problem':
        return { ...event, message: mask(event.message), ...(event.detail !== undefined && { detail: this.maskedToItsEnd(event.detail) }) };
      case 'check-finished':
        return event.failure ? { ...event, failure: maskedFailure(event.failure, mask, (text) => this.maskedToItsEnd(text)) } : event;
      default:
        return event;
    }
  }
}

function maskedFailure(failure: Failure, mask: (text: string) => string, maskToItsEnd: (text: string) => string): Failure {
  const texts = Object.entries(failure).map(([name, text]) => [name, (name === 'output' ? maskToItsEnd : mask)(text ?? '')] as const);
  return Object.fromEntries(texts) as unknown as Failure;
}
