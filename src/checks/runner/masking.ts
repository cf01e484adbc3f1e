import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { NotSmallError, readSmallBytes } from '../../platform/smallFiles';
import { SecretMask, secretsIn } from '../../base/secrets';
import type { Failure, RunEvent } from '../model/events';

type Variables = Readonly<Record<string, string | undefined>>;

/** Longer ones, in bytes, are no settings … */
const LONGEST_FILE = 1_000_000;
/** … and nobody keeps so many secrets in one: each is looked for in a hundred forms. */
const MOST_SECRETS = 5_000;

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
  const files = await Promise.all(names.map((name) => readEnvFile(folder, name, patience)));
  return {
    secrets: [...new Set([...secretsIn(environment), ...files.flatMap(({ secrets = [] }) => secrets)])],
    dotEnv: files.find(({ name }) => name === '.env')?.bytes?.toString('utf8'),
    notices: files.flatMap(({ notice }) => notice ?? []),
  };
}

/** The files of settings in a folder and in those below it, as paths in it. Links are not followed into other folders. */
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
  return found;
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
  readonly secrets?: readonly string[];
  readonly notice?: string;
}

async function readEnvFile(folder: string, name: string, patience: number | undefined): Promise<EnvFile> {
  try {
    const bytes = await readSmallBytes(join(folder, name), LONGEST_FILE, { mayBePipe: true, ...(patience !== undefined && { patience }) });
    const secrets = [
      ...new Set(
        textsOf(bytes)
          .flatMap(readings)
          .flatMap(([variable, value]) => secretsIn({}, { [variable]: value })),
      ),
    ];
    const notice = `Of the values of ${name}, only the first ${String(MOST_SECRETS)} are taken out of what is shown here.`;
    return { name, bytes, secrets: secrets.slice(0, MOST_SECRETS), ...(secrets.length > MOST_SECRETS && { notice }) };
  } catch (error) {
    // A folder holds no settings, and what this runner may not read the program may not read either.
    const isOfNobody = !(error instanceof NotSmallError) || (await stat(join(folder, name)).catch(() => undefined))?.isDirectory() === true;
    if (isOfNobody) return { name };
    return { name, notice: `The values of ${name} are not taken out of what is shown here: ${error.message}.` };
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
