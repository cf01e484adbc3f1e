import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { isObject, isText } from '../../base/guards';
import { PRIVATE_FILE, PRIVATE_FOLDER, privateFolder } from '../../platform/privateFolder';
import { isRunning, ownIdentity, readIdentity } from '../../platform/processIdentity';

/** What a run leaves behind when it is killed, and by which mark it is found. */
export interface LeftRun {
  readonly mark: string;
  /** Its folders, as far as they are there. */
  readonly folders: readonly string[];
  /** What it started, and when: where processes show no mark. */
  readonly programs: readonly { readonly pid: number; readonly at: number }[];
}

const recordFolder = (): string => privateFolder('runs');
const fileOf = (mark: string, records: string): string => join(records, `${mark}.json`);
const programsFileOf = (mark: string, records: string): string => join(records, `${mark}.programs`);
const RECORD = /^([0-9a-f]{32})\.json$/;

const folderNames = (mark: string) => ({ scratch: `backend-roadmap-check-${mark}`, data: `backend-roadmap-data-${mark}` });

/**
 * What a run writes down before it starts anything, so that the next one can end and remove what is left if this process is killed: its mark,
 * which is in the environment of all its processes and in the names of its folders, and who runs it.
 */
export class RunRecord {
  /** Nobody can guess it: what carries it is ours. */
  readonly mark = randomBytes(16).toString('hex');
  private readonly temporary = tmpdir();
  private readonly records = recordFolder();

  constructor() {
    const file = fileOf(this.mark, this.records);
    const text = JSON.stringify({ runner: ownIdentity(), temporary: this.temporary });
    // Whole or not at all: what cannot be read is not known to have ended.
    writeFileSync(`${file}.new`, text, { flag: 'wx', mode: PRIVATE_FILE });
    renameSync(`${file}.new`, file);
  }

  /** A folder for what checks put on the disk, and one for the services, which others may pass through: a PostgreSQL may run as another user. */
  makeFolders(): { readonly scratch: string; readonly data: string } {
    const { scratch, data } = folderNames(this.mark);
    const [forChecks, forServices] = [join(this.temporary, scratch), join(this.temporary, data)];
    mkdirSync(forChecks, { mode: PRIVATE_FOLDER });
    mkdirSync(forServices, { mode: PRIVATE_FOLDER });
    chmodSync(forServices, 0o711);
    return { scratch: forChecks, data: forServices };
  }

  /** Kept as long as there is something that a later run has to remove. */
  remove(): void {
    if (foldersOf(this.mark, this.temporary).length === 0) forget(this.mark, this.records);
  }
}

/** Notes what a run has started, where processes show no mark: on Windows. */
export function noteProgram(mark: string, pid: number, records = recordFolder()): void {
  const [run = ''] = mark.split('/');
  appendFileSync(programsFileOf(run, records), `${String(pid)} ${String(Date.now())}\n`, { mode: PRIVATE_FILE });
}

/** The runs that were killed: their runner is gone, and their record is still there. */
export function leftRuns(): LeftRun[] {
  const records = recordFolder();
  return readdirSync(records).flatMap((name) => {
    const mark = RECORD.exec(name)?.[1];
    const temporary = mark === undefined ? undefined : temporaryOfDead(fileOf(mark, records));
    if (mark === undefined || temporary === undefined) return [];
    return [{ mark, folders: foldersOf(mark, temporary), programs: programsOf(programsFileOf(mark, records)) }];
  });
}

/** Nothing is left of a run. */
export function forget(mark: string, records = recordFolder()): void {
  rmSync(programsFileOf(mark, records), { force: true });
  rmSync(fileOf(mark, records), { force: true });
}

/** The temporary folder of a run whose runner is gone; undefined when it lives, or nothing can be read. */
function temporaryOfDead(file: string): string | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (!isObject(value) || !isText(value['temporary']) || !isAbsolute(value['temporary'])) return undefined;
    const runner = readIdentity(JSON.stringify(value['runner']));
    return runner === undefined || isRunning(runner) ? undefined : value['temporary'];
  } catch {
    // Another run has just removed it.
    return undefined;
  }
}

/** By their names, which nobody can guess; a link of that name is not followed. */
const foldersOf = (mark: string, temporary: string): string[] =>
  Object.values(folderNames(mark))
    .map((name) => join(temporary, name))
    .filter((folder) => lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() === true);

function programsOf(file: string): { pid: number; at: number }[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return lines.flatMap((line) => {
    const [pid, at] = line.split(' ').map(Number);
    return pid !== undefined && at !== undefined && pid > 0 && at > 0 ? [{ pid, at }] : [];
  });
}
