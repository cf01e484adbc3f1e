import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readlinkSync } from 'node:fs';
import { promisify } from 'node:util';
import { connect, createServer, type Server } from 'node:net';
import {
  allProcesses,
  markedProcesses,
  belongsTo,
  isContainerEngine,
  parseLsof,
  parseNetstat,
  parseProcNet,
  parseProcStat,
  parsePs,
  parseWindowsProcesses,
  reachedBy,
  readProc,
  type Listener,
  type Processes,
  type StartedProgram,
} from './processes';
import type { LocalHost } from '../kit/api';
import { EnvironmentProblem } from './runContext';

const run = promisify(execFile);

/** Another program that answers in the place of the one that was started. */
export interface Intruder {
  readonly pid: number;
  readonly name: string;
}

/**
 * Who answers on a port of this machine, when that is not the program that a run has started: neither one of its processes, nor a container
 * engine on its behalf. Undefined when it is, and when it cannot be found out: nothing is refused on a suspicion.
 */
export async function intruderOn(port: number, host: LocalHost, program: StartedProgram): Promise<Intruder | undefined> {
  // Nothing would tell it from others.
  if (program.pid === undefined && process.platform === 'win32') return undefined;
  const own = new Set(await markedProcesses(program.mark));
  switch (process.platform) {
    case 'linux':
      return intruderOnLinux(port, host, program, own);
    case 'win32':
      return intruderAmong(parseNetstat(await outputOf('netstat', ['-ano'])), { port, host }, program, own, () => windowsProcesses());
    default:
      return intruderAmong(await listenersByLsof(['-iTCP:' + String(port)]), { port, host }, program, own, () => unixProcesses());
  }
}

/** The ports on which marked processes listen, in order; empty where that cannot be found out. */
export async function portsOf(mark: string): Promise<number[]> {
  const pids = await markedProcesses(mark);
  if (pids.length === 0) return [];
  const ports = process.platform === 'linux' ? portsByProc(pids) : await listenersByLsof(['-a', '-p', pids.join(','), '-iTCP']);
  return [...new Set(ports.map(({ port }) => port))].sort((a, b) => a - b);
}

/** Of a system that says which process listens where. */
async function intruderAmong(
  all: readonly Listener[],
  { port, host }: { readonly port: number; readonly host: LocalHost },
  program: StartedProgram,
  own: ReadonlySet<number>,
  readProcesses: () => Promise<Processes>,
): Promise<Intruder | undefined> {
  const pids = reachedBy(host, all, port).map(({ pid }) => pid);
  const strangers = pids.filter((pid) => !own.has(pid));
  if (strangers.length === 0) return undefined;
  const processes = await readProcesses();
  const pid = strangers.find((one) => belongsTo(one, program, processes) === false);
  const name = pid === undefined ? '' : (processes.get(pid)?.name ?? '');
  return pid === undefined || isContainerEngine(name) ? undefined : { pid, name };
}

/**
 * Linux tells sockets by their inodes, and a process those that it has open: the program's own are looked at first, since there may be
 * thousands. Of a process of another user nothing can be seen.
 */
function intruderOnLinux(port: number, host: LocalHost, program: StartedProgram, marked: ReadonlySet<number>): Intruder | undefined {
  const sockets = reachedBy(host, listeningSockets(), port).map(({ inode }) => inode);
  const processes = linuxProcesses();
  const all = [...processes.keys()];
  const own = new Set(all.filter((pid) => marked.has(pid) || belongsTo(pid, program, processes) === true));
  const open = new Set([...own].flatMap(socketsOf));
  const strange = sockets.filter((inode) => !open.has(inode));
  if (strange.length === 0) return undefined;
  for (const pid of all.filter((one) => !own.has(one))) {
    if (!socketsOf(pid).some((inode) => strange.includes(inode))) continue;
    const name = processes.get(pid)?.name ?? '';
    return isContainerEngine(name) ? undefined : { pid, name };
  }
  return undefined;
}

function portsByProc(pids: readonly number[]): readonly { readonly port: number }[] {
  const open = new Set(pids.flatMap(socketsOf));
  return listeningSockets().filter(({ inode }) => open.has(inode));
}

const listeningSockets = () => ['tcp', 'tcp6'].flatMap((name) => parseProcNet(readProc(`net/${name}`)));

function socketsOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  const links = namesIn(folder).map((name) => linkAt(`${folder}/${name}`));
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
}

/** Of a process of somebody else nothing is known, and of one that has just ended neither. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linkAt(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

const linuxProcesses = (): Processes =>
  new Map(
    allProcesses()
      .flatMap((pid) => parseProcStat(readProc(`${pid}/stat`)) ?? [])
      .map((one) => [one.pid, one]),
  );

const unixProcesses = async (): Promise<Processes> => parsePs(await outputOf('ps', ['-axo', 'pid=,ppid=,pgid=,lstart=,comm=']));

/** All processes of Windows, with their starts. */
export const windowsProcesses = async (): Promise<Processes> =>
  parseWindowsProcesses(
    await outputOf('powershell.exe', [
      '-NoProfile',
      '-NonInteractive',
      '-Command',
      "Get-CimInstance Win32_Process | Select-Object ProcessId,ParentProcessId,@{n='Started';e={if($_.CreationDate){$_.CreationDate.ToUniversalTime().ToString('o')}}},Name | ConvertTo-Csv -NoTypeInformation",
    ]),
  );

const listenersByLsof = async (which: readonly string[]): Promise<Listener[]> =>
  parseLsof(await outputOf('lsof', ['-n', '-P', ...which, '-sTCP:LISTEN', '-Fpn']));

/** What a command of the system says, in English; nothing when there is no such command, or it fails, as lsof does that finds nothing. */
async function outputOf(command: string, args: readonly string[]): Promise<string> {
  const options = { env: { ...process.env, LC_ALL: 'C' }, maxBuffer: 16 * 1024 * 1024, windowsHide: true };
  return run(command, args, options).then(
    ({ stdout }) => stdout,
    () => '',
  );
}

/** Below the ports that systems give to outgoing connections, and away from those that databases and frameworks choose. */
const FIRST_PORT = 21_000;
const PAIRS = 2_000;

/**
 * The ports that a run has for the programs it starts, until it ends. An even port of the range goes with the odd one above it, on which
 * the run listens as long as it claims the port: no two runs can, and what was claimed by one that was killed is free at once.
 */
export class PortClaims {
  private readonly locks: Server[] = [];

  /**
   * Ports of the same project are the same from run to run, as long as they are free: an editor that works on another machine offers to forward
   * each new one. `project` is what tells it from others, such as its folder.
   */
  constructor(private readonly project: string) {}

  /** A port of 127.0.0.1 on which nobody listens, and that no other run will choose. @throws EnvironmentProblem when there is none. */
  async claim(): Promise<number> {
    const start = createHash('sha256').update(this.project).digest().readUInt32BE() % PAIRS;
    for (let place = 0; place < PAIRS; place++) {
      const port = FIRST_PORT + 2 * ((start + place) % PAIRS);
      const lock = await listen(port + 1);
      if (!lock) continue;
      if (await isFree(port)) {
        this.locks.push(lock);
        return port;
      }
      await close(lock);
    }
    throw new EnvironmentProblem(
      'port-closed',
      `Somebody listens on every port from ${FIRST_PORT} to ${FIRST_PORT + 2 * PAIRS - 1}: end what does, and check again.`,
    );
  }

  async release(): Promise<void> {
    await Promise.all(this.locks.splice(0).map(close));
  }
}

/** Undefined when somebody listens there already. */
function listen(port: number): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy()).unref();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

const close = (server: Server): Promise<void> => new Promise((resolve) => void server.close(() => resolve()));

/** On macOS a port can be bound although somebody listens on it for all addresses. */
async function isFree(port: number): Promise<boolean> {
  if ((await takesConnections(port)) || (await takesConnections(port, '::1'))) return false;
  const server = await listen(port);
  if (server) await close(server);
  return server !== undefined;
}

/** Whether somebody on this machine listens there. */
export function takesConnections(port: number, host: LocalHost = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 1_000 });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => finish(true));
    socket.once('timeout', () => finish(false));
    socket.once('error', () => finish(false));
  });
}
