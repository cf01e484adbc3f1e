import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { markedProcesses } from './processes';
import {
  belongsTo,
  isContainerEngine,
  parseLsof,
  parseNetstat,
  parseProcNet,
  parseProcStat,
  parsePs,
  parseWindowsProcesses,
  reachedBy127,
  type Listener,
  type Processes,
  type StartedProgram,
} from './processTables';

const run = promisify(execFile);

/** Another program that answers in the place of the one that was started. */
export interface Intruder {
  readonly pid: number;
  readonly name: string;
}

/**
 * Who answers on a port of 127.0.0.1, when that is not the program that a run has started: neither one of its processes, nor a container
 * engine on its behalf. Undefined when it is, and when it cannot be found out: nothing is refused on a suspicion.
 */
export async function intruderOn(port: number, program: StartedProgram): Promise<Intruder | undefined> {
  const own = new Set(await markedProcesses(program.mark));
  switch (process.platform) {
    case 'linux':
      return intruderOnLinux(port, program, own);
    case 'win32':
      return intruderAmong(parseNetstat(await outputOf('netstat', ['-ano'])), port, program, own, () => windowsProcesses());
    default:
      return intruderAmong(await listenersByLsof(['-iTCP:' + String(port)]), port, program, own, () => unixProcesses());
  }
}

/** The ports on which marked processes listen, in order; empty where that cannot be found out. */
export async function portsOf(mark: string): Promise<number[]> {
  const pids = await markedProcesses(mark);
  if (pids.length === 0) return [];
  const ports = process.platform === 'linux' ? await portsByProc(pids) : await listenersByLsof(['-a', '-p', pids.join(','), '-iTCP']);
  return [...new Set(ports.map(({ port }) => port))].sort((a, b) => a - b);
}

/** Of a system that says which process listens where. */
async function intruderAmong(
  all: readonly Listener[],
  port: number,
  program: StartedProgram,
  own: ReadonlySet<number>,
  readProcesses: () => Promise<Processes>,
): Promise<Intruder | undefined> {
  const pids = reachedBy127(all, port).map(({ pid }) => pid);
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
async function intruderOnLinux(port: number, program: StartedProgram, marked: ReadonlySet<number>): Promise<Intruder | undefined> {
  const sockets = reachedBy127(await listeningSockets(), port).map(({ inode }) => inode);
  const processes = await linuxProcesses();
  const all = [...processes.keys()];
  const own = new Set(all.filter((pid) => marked.has(pid) || belongsTo(pid, program, processes) === true));
  const open = new Set((await Promise.all([...own].map(socketsOf))).flat());
  const strange = sockets.filter((inode) => !open.has(inode));
  if (strange.length === 0) return undefined;
  for (const pid of all.filter((one) => !own.has(one))) {
    if (!(await socketsOf(pid)).some((inode) => strange.includes(inode))) continue;
    const name = processes.get(pid)?.name ?? '';
    return isContainerEngine(name) ? undefined : { pid, name };
  }
  return undefined;
}

async function portsByProc(pids: readonly number[]): Promise<readonly { readonly port: number }[]> {
  const open = new Set((await Promise.all(pids.map(socketsOf))).flat());
  return (await listeningSockets()).filter(({ inode }) => open.has(inode));
}

async function listeningSockets() {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')));
  return tables.flatMap(parseProcNet);
}

async function socketsOf(pid: number): Promise<string[]> {
  const names = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const links = await Promise.all(names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')));
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
}

async function linuxProcesses(): Promise<Processes> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  // One that has just ended is none any more.
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')));
  return new Map(stats.flatMap((stat) => parseProcStat(stat) ?? []).map((one) => [one.pid, one]));
}

const unixProcesses = async (): Promise<Processes> => parsePs(await outputOf('ps', ['-axo', 'pid=,ppid=,pgid=,lstart=,comm=']));

const windowsProcesses = async (): Promise<Processes> =>
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
