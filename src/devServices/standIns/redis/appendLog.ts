import { closeSync, existsSync, fdatasync, fsyncSync, openSync, readFileSync, renameSync, copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandLog, RedisState } from './redisState';
import { fromPlain, toPlain, type Kind } from './values';

/**
 * Keeps what a server holds in `appendonly.jsonl`, as Redis does with its append-only file: first what there was when the file was begun,
 * a line a key, then a line for each step since, with the moment at which it was done and the commands that changed something.
 */
type Line = KeyLine | StepLine;
interface KeyLine {
  readonly db: number;
  readonly key: string;
  readonly expireAt?: number | undefined;
  readonly kind: Kind;
  readonly value: unknown;
}
type StepLine = readonly [now: number, ...commands: LoggedCommand[]];
type LoggedCommand = readonly [database: number, name: string, ...args: string[]];

/** Repeats one command of a step. */
export type Repeat = (database: number, name: string, args: readonly string[]) => void;

const fileName = 'appendonly.jsonl';
const firstLine = JSON.stringify({ format: 'backend-roadmap redis stand-in', version: 1 });
const leastGrowth = 8 * 1024 * 1024;
/** As Redis's `appendfsync everysec`: what a power cut may cost. A killed process costs nothing. */
const syncDelay = 1000;

/** Fills a server with what its folder holds, and keeps in there what changes from now on. A last line that was torn is passed over. */
export function openAppendLog(state: RedisState, folder: string, repeat: Repeat, rewriteAfter = leastGrowth): AppendLog {
  const path = join(folder, fileName);
  if (existsSync(path)) load(state, path, repeat);
  state.tick();
  for (const db of state.databases) db.sweep();
  const log = new AppendLog(state, path, rewriteAfter);
  state.log = log;
  state.config.set('appendonly', 'yes');
  return log;
}

/** @throws Error in one sentence when the file was written by something else. */
function load(state: RedisState, path: string, repeat: Repeat): void {
  const [head = '', ...lines] = readFileSync(path, 'utf8').split('\n');
  if (head !== firstLine && lines.length > 0) throw new Error(`${path} is in a form that this version does not know: move it away.`);
  // What stands behind the last line break was torn, or is nothing.
  lines.pop();
  state.setClock(0);
  for (const text of lines) {
    try {
      carryOut(JSON.parse(text) as Line, state, repeat);
    } catch {
      // A disk that was full, or a hand that edited: what follows may build on what is missing, so it is kept aside for people.
      copyFileSync(path, `${path}.damaged`);
      return;
    }
  }
}

/** @throws whatever comes of a line that no server has written. */
function carryOut(line: Line, state: RedisState, repeat: Repeat): void {
  if (isStep(line)) {
    const [now, ...commands] = line;
    state.setClock(now);
    for (const [database, name, ...args] of commands) repeat(database, name, args);
    return;
  }
  const db = state.databases[line.db];
  db?.set(line.key, fromPlain(line.kind, line.value));
  db?.setExpireAt(line.key, line.expireAt);
}

const isStep = (line: Line): line is StepLine => Array.isArray(line);

/** Writes once a turn of the event loop, however many commands came in it. */
export class AppendLog implements CommandLog {
  private step: LoggedCommand[] = [];
  private waiting = '';
  private file: number;
  private grown = 0;
  private rewriteAt: number;
  private syncTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly state: RedisState,
    private readonly path: string,
    private readonly leastGrowth: number,
  ) {
    [this.file, this.rewriteAt] = this.rewrite();
  }

  note(database: number, name: string, args: readonly string[]): void {
    this.step.push([database, name, ...args]);
  }

  commit(now: number): void {
    if (this.step.length === 0) return;
    if (this.waiting === '') setImmediate(() => this.flush());
    this.waiting += `${JSON.stringify([now, ...this.step] satisfies StepLine)}\n`;
    this.step = [];
  }

  flush(): void {
    if (this.waiting === '') return;
    const text = this.waiting;
    this.waiting = '';
    writeFileSync(this.file, text);
    this.grown += text.length;
    if (this.grown > this.rewriteAt) {
      closeSync(this.file);
      [this.file, this.rewriteAt] = this.rewrite();
      this.grown = 0;
    }
    this.syncTimer ??= setTimeout(() => this.sync(), syncDelay).unref();
  }

  /** Writes what is left and ends. */
  close(): void {
    this.flush();
    clearTimeout(this.syncTimer);
    fsyncSync(this.file);
    closeSync(this.file);
  }

  /** Begins the file anew, so that it holds what is there and not how it came about; answers it and the growth after which to do so again. */
  private rewrite(): [file: number, rewriteAt: number] {
    const fresh = `${this.path}.new`;
    const file = openSync(fresh, 'w');
    let size = 0;
    let part = `${firstLine}\n`;
    const put = (): void => {
      writeFileSync(file, part);
      size += part.length;
      part = '';
    };
    for (const db of this.state.databases) {
      for (const [key, value, expireAt] of db.contents()) {
        part += `${JSON.stringify({ db: db.index, key, expireAt, kind: value.kind, value: toPlain(value) } satisfies KeyLine)}\n`;
        if (part.length > 1 << 20) put();
      }
    }
    put();
    fsyncSync(file);
    renameSync(fresh, this.path);
    return [file, Math.max(this.leastGrowth, size)];
  }

  private sync(): void {
    this.syncTimer = undefined;
    fdatasync(this.file, () => {
      // A file that was begun anew meanwhile is synced already.
    });
  }
}
