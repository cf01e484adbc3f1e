import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { readSmall } from '../../platform/smallFiles';
import { SecretMask, secretsIn } from '../../base/secrets';
import type { Failure, RunEvent } from '../model/events';

type Variables = Readonly<Record<string, string | undefined>>;

/** Longer ones, in bytes, are no settings. */
const LONGEST_FILE = 1024 * 1024;

/** `.env`, `.env.local`, `.env.test`, and so on; not the examples, which everybody may read. */
const isEnvFile = (name: string): boolean => /^\.env(?:\.|$)/.test(name) && !/\b(?:example|sample|template|dist|defaults)\b/.test(name);

/** What no report may hold: the secrets of the environment and of the files that the learner's program reads. */
export async function secretsOf(folder: string, environment: Variables): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).filter(isEnvFile);
  // What cannot be read, the program cannot read either.
  const texts = await Promise.all(names.map((name) => readSmall(join(folder, name), LONGEST_FILE).catch(() => '')));
  return [...secretsIn(environment), ...texts.flatMap((text) => secretsIn({}, parseEnv(text)))];
}

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
    // "…" says that a text was cut, where the beginning of a secret counts as one.
    const text = this.mask.apply(`${this.held}…`).slice(0, -1);
    this.held = '';
    this.tell({ type: 'output', text });
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
        return { ...event, message: mask(event.message), ...(event.detail !== undefined && { detail: mask(event.detail) }) };
      case 'check-finished':
        return event.failure ? { ...event, failure: maskedFailure(event.failure, mask) } : event;
      default:
        return event;
    }
  }
}

function maskedFailure(failure: Failure, mask: (text: string) => string): Failure {
  const texts = Object.entries(failure).map(([name, text]) => [name, mask(text ?? '')] as const);
  return Object.fromEntries(texts) as unknown as Failure;
}
