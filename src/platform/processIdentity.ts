import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A process, told apart from all that had or will have its number: numbers come again, after a restart of a container within seconds.
 */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it began, as its system says it; undefined where that is not told. */
  readonly started?: string | undefined;
}

let own: ProcessIdentity | undefined;

/** This process. */
export const ownIdentity = (): ProcessIdentity => (own ??= identityOf(process.pid));

/** A process that runs now. */
export const identityOf = (pid: number): ProcessIdentity => ({ pid, started: startOf(pid) });

/** Whether it is this very process that runs, and not another one of its number. Where nothing is known of the start, the number decides. */
export function isRunning({ pid, started }: ProcessIdentity): boolean {
  if (!hasNumber(pid)) return false;
  const now = startOf(pid);
  if (now === ENDED) return false;
  return started === undefined || now === undefined || now === started;
}

/** Reads what `JSON.stringify` made of an identity, or the bare number that version 0.1.0 wrote; undefined when it is neither. */
export function readIdentity(text: string): ProcessIdentity | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'number') return { pid: value };
    const { pid, started } = (value ?? {}) as Partial<Record<keyof ProcessIdentity, unknown>>;
    if (typeof pid !== 'number' || (started !== undefined && typeof started !== 'string')) return undefined;
    return { pid, started };
  } catch {
    return undefined;
  }
}

/** Whether a process has this number now. */
export function hasNumber(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** In the place of a start: it has ended, and only its parent has not asked after it yet. */
const ENDED = 'ended';

function startOf(pid: number): string | undefined {
  switch (process.platform) {
    case 'linux':
      return startOnLinux(pid);
    case 'win32':
      return said('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', startOnWindows(pid)]);
    default:
      return said('ps', ['-o', 'lstart=', '-p', String(pid)]);
  }
}

const startOnWindows = (pid: number): string =>
  `(Get-CimInstance Win32_Process -Filter 'ProcessId=${String(pid)}').CreationDate.ToUniversalTime().ToString('o')`;

/** Counted from the start of the machine: which one that was belongs to it. */
function startOnLinux(pid: number): string | undefined {
  const start = parseStart(read(`/proc/${String(pid)}/stat`));
  return start === undefined || start === ENDED ? start : `${read('/proc/sys/kernel/random/boot_id').trim()} ${start}`;
}

/** When a process of Linux began, of `/proc/<pid>/stat`: the 22nd field. The second, its name, may hold brackets and spaces. */
export function parseStart(stat: string): string | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  if (state === 'Z' || state === 'X') return ENDED;
  return fields[19];
}

/** Of what is not there, or not to be read, nothing is known. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function said(command: string, args: readonly string[]): string | undefined {
  try {
    // One clock for all who ask, and one language.
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    const text = execFileSync(command, args, { encoding: 'utf8', env, windowsHide: true, stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return text === '' ? undefined : text;
  } catch {
    // There is no such command here, or no such process.
    return undefined;
  }
}
