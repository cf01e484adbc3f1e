/**
 * What the systems say about processes and the sockets on which they listen, read from what their commands and files print, and how a
 * program is ended with all that it has started.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LocalHost } from '../kit/api';
import { noteProgram } from './runRecord';

/** A socket that listens, and the process whose it is. */
export interface Listener extends Socket {
  readonly pid: number;
}

interface Socket {
  /** As the system writes it: `127.0.0.1`, `*`, `::`. */
  readonly address: string;
  readonly port: number;
}

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  /** Its process group, where there are such. */
  readonly group?: number;
  /** In milliseconds since 1970, to the second; undefined where it is not known. */
  readonly startedAt?: number;
}

/** All processes of a machine. */
export type Processes = ReadonlyMap<number, ProcessEntry>;

/** A program that a run has started. */
export interface StartedProgram {
  /** The process that was started: the head of a group of its own, where there are groups. Undefined when a debugger has started it. */
  readonly pid: number | undefined;
  readonly startedAt: number;
  /** In the environment of all its processes. */
  readonly mark: string;
}

/** A second may have been cut off, or a clock been set. */
const SLACK = 2_000;

/** Whether a process was started by a program; undefined when that cannot be told, since one between the two has ended. */
export function belongsTo(pid: number, program: StartedProgram, processes: Processes): boolean | undefined {
  for (let one = processes.get(pid); one;) {
    if (program.pid !== undefined && (one.pid === program.pid || one.group === program.pid)) return true;
    if (one.startedAt !== undefined && one.startedAt < program.startedAt - SLACK) return false;
    const parent = processes.get(one.parent);
    // The number of one that has ended may be another's by now.
    const isTaken = parent?.startedAt !== undefined && one.startedAt !== undefined && parent.startedAt > one.startedAt;
    if (!parent || parent === one || parent.pid <= 1 || isTaken) return undefined;
    one = parent;
  }
  return undefined;
}

/** A port that a container publishes is held by its engine, which no start command starts. */
export const isContainerEngine = (name: string): boolean =>
  /docker|podman|containerd|rootless|slirp4netns|pasta|gvproxy|vpnkit|lima|colima|orbstack|wslrelay/i.test(name);

/** The addresses of sockets that answer a connection to an address of this machine, those that are bound most closely first. */
const RANKS: Readonly<Record<LocalHost, readonly (readonly string[])[]>> = {
  '127.0.0.1': [['127.0.0.1', '::ffff:127.0.0.1'], ['0.0.0.0', '*'], ['::']],
  '::1': [['::1'], ['::', '*']],
};

/** Those of the sockets that answer a connection: the ones that are bound most closely. */
export function reachedBy<T extends Socket>(host: LocalHost, all: readonly T[], port: number): readonly T[] {
  const there = all.filter((one) => one.port === port);
  return RANKS[host].map((addresses) => there.filter(({ address }) => addresses.includes(address))).find((found) => found.length > 0) ?? [];
}

/** `/proc/net/tcp` and `/proc/net/tcp6`: the sockets that listen. */
export function parseProcNet(text: string): (Socket & { readonly inode: string })[] {
  return text.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
    const isListening = state === '0A';
    const [address = '', port = ''] = local.split(':');
    return isListening ? [{ address: addressOf(address), port: Number.parseInt(port, 16), inode }] : [];
  });
}

/** An address of Linux: words of four bytes, the last byte first. */
function addressOf(hex: string): string {
  if (hex.length === 8) return (hex.match(/../g) ?? []).reverse().map((byte) => Number.parseInt(byte, 16)).join('.'); // prettier-ignore
  if (/^0+$/.test(hex)) return '::';
  if (/^0{24}(01000000|00000001)$/.test(hex)) return '::1';
  const mapped = /^0{16}F{4}0{4}(.{8})$/i.exec(hex)?.[1] ?? /^0{16}0{4}F{4}(.{8})$/i.exec(hex)?.[1];
  return mapped === undefined ? hex : `::ffff:${addressOf(mapped)}`;
}

/** `/proc/<pid>/stat`. The name is in brackets, and may hold brackets and spaces itself. */
export function parseProcStat(text: string): ProcessEntry | undefined {
  const [, pid, name, rest] = /^(\d+) \((.*)\) (.*)$/s.exec(text.trim()) ?? [];
  if (pid === undefined || name === undefined || rest === undefined) return undefined;
  const [, parent, group] = rest.split(' ');
  return { pid: Number(pid), parent: Number(parent), group: Number(group), name };
}

/** `lsof -Fpn`: a line with the process, then one for each of its sockets. */
export function parseLsof(text: string): Listener[] {
  let pid = 0;
  return text.split('\n').flatMap((line) => {
    if (line.startsWith('p')) pid = Number(line.slice(1));
    const [, address, port] = /^n\[?(.+?)\]?:(\d+)$/.exec(line) ?? [];
    return address !== undefined && pid > 0 ? [{ pid, address, port: Number(port) }] : [];
  });
}

/** `ps -axo pid=,ppid=,pgid=,lstart=,comm=` in English. */
export function parsePs(text: string): Processes {
  const entries = text.split('\n').flatMap((line) => {
    const [, pid, parent, group, started = '', path = ''] =
      /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\w+ +\w+ +\d+ +[\d:]+ +\d{4})\s+(.*)$/.exec(line) ?? [];
    if (pid === undefined) return [];
    const name = path.slice(path.lastIndexOf('/') + 1);
    return [{ pid: Number(pid), parent: Number(parent), group: Number(group), name, startedAt: Date.parse(started) }];
  });
  return new Map(entries.map((one) => [one.pid, one]));
}

/** `netstat -ano` of Windows, which speaks the language of the machine: what listens has a far side of nothing. */
export function parseNetstat(text: string): Listener[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [protocol, local = '', far = '', , pid = ''] = line.trim().split(/\s+/);
    if (protocol !== 'TCP' || !['0.0.0.0:0', '[::]:0'].includes(far)) return [];
    const [, address = '', port] = /^\[?(.+?)\]?:(\d+)$/.exec(local) ?? [];
    return [{ pid: Number(pid), address, port: Number(port) }];
  });
}

/** `Win32_Process` as CSV: number, parent, start, name. */
export function parseWindowsProcesses(text: string): Processes {
  const entries = text.split(/\r?\n/).flatMap((line) => {
    const [, pid, parent, started = '', name = ''] = /^"(\d+)","(\d+)","?([^",]*)"?,"(.*)"$/.exec(line.trim()) ?? [];
    if (pid === undefined) return [];
    return [{ pid: Number(pid), parent: Number(parent), name, ...(started !== '' && { startedAt: Date.parse(started) }) }];
  });
  return new Map(entries.map((one) => [one.pid, one]));
}

const run = promisify(execFile);

/**
 * Every process that a run starts, and every one that those start, has this variable: the run's own mark, and behind it that of the
 * instance. What is said of a mark below goes for all that begin with it.
 */
export const RUN_MARK = 'BACKEND_ROADMAP_RUN';

const isWindows = process.platform === 'win32';

/** Starts a command by the shell, at the head of a process group of its own. */
export function spawnCommand(command: string, folder: string, environment: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(command, {
    cwd: folder,
    env: environment,
    shell: true,
    detached: !isWindows,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const mark = environment[RUN_MARK];
  if (isWindows && mark !== undefined && child.pid !== undefined) noteProgram(mark, child.pid);
  return child;
}

/** Whether this system can ask a program to end: Windows ends it at once, and the program hears nothing of it. */
export const canAskToEnd: boolean = !isWindows;

/**
 * Sends a signal to a command and all that it has started; on Windows, where there are none, ends them at once. Resolves with what `taskkill`
 * said when it failed, as it does when some of them have ended already.
 */
export async function signalTree({ pid }: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<string | undefined> {
  if (pid === undefined) return undefined;
  if (isWindows) return run('taskkill', ['/pid', String(pid), '/T', '/F']).then(() => undefined, wordsOfFailure);
  signalProcess(-pid, signal);
  return undefined;
}

/** Sends a signal to a process, or to a group by its number below zero; one that has ended is as it should be. */
export function signalProcess(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** What a command said when it failed, on one line; else why it could not be run. */
export function wordsOfFailure(error: unknown): string {
  const { stderr, stdout, message } = error as { readonly stderr?: unknown; readonly stdout?: unknown; readonly message?: unknown };
  const words = [stderr, stdout, message].map((text) => (typeof text === 'string' ? text.trim().replace(/\s+/g, ' ') : ''));
  return words.find((text) => text !== '') ?? String(error);
}

/** Whether something of a command still runs. */
export function isTreeAlive(child: ChildProcess): boolean {
  if (child.pid === undefined) return false;
  if (isWindows) return child.exitCode === null && child.signalCode === null;
  try {
    process.kill(-child.pid, 0);
    return true;
  } catch (error) {
    return !isGone(error);
  }
}

const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ESRCH';

/** Ends at once whatever a run has started and has left its process group, as daemons do, and waits until it is gone. */
export async function killMarked(mark: string): Promise<void> {
  const end = performance.now() + KILL_LIMIT;
  while (performance.now() < end) {
    const found = await markedProcesses(mark);
    if (found.length === 0) return;
    for (const pid of found) signalProcess(pid, 'SIGKILL');
    await wait(20);
  }
}

const KILL_LIMIT = 5_000;

/** The processes that have a mark in their environment. Not known on Windows, where taskkill follows the tree instead. */
export async function markedProcesses(mark: string): Promise<number[]> {
  const entry = `${RUN_MARK}=${mark}`;
  const isOther = (pid: number) => pid !== process.pid;
  if (process.platform === 'linux') {
    return allProcesses().filter((pid) => isOther(pid) && `\0${readProc(`${pid}/environ`)}`.includes(`\0${entry}`));
  }
  if (isWindows) return [];
  const { stdout } = await run('ps', ['-axEww', '-o', 'pid=,command='], { maxBuffer: 16 * 1024 * 1024 });
  return stdout
    .split('\n')
    .filter((line) => line.includes(entry))
    .map((line) => Number.parseInt(line, 10))
    .filter((pid) => pid > 0 && isOther(pid));
}

/** The processes of Linux. */
export const allProcesses = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

/**
 * What a file in `/proc` says; nothing of a process of somebody else, or one that has just ended. Nothing there waits for a disk, and there may
 * be thousands: by the thread pool, they would take ten times as long.
 */
export function readProc(path: string): string {
  try {
    return readFileSync(join('/proc', path), 'utf8');
  } catch {
    return '';
  }
}
