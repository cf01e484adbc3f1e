import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Every process that a run starts, and every one that those start, has this variable: the run's own mark, and behind it that of the
 * instance. What is said of a mark below goes for all that begin with it.
 */
export const RUN_MARK = 'BACKEND_ROADMAP_RUN';

const isWindows = process.platform === 'win32';

/** Starts a command by the shell, at the head of a process group of its own. */
export function spawnCommand(command: string, folder: string, environment: NodeJS.ProcessEnv): ChildProcess {
  return spawn(command, {
    cwd: folder,
    env: environment,
    shell: true,
    detached: !isWindows,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Sends a signal to a command and all that it has started; on Windows, where there are none, ends them at once. */
export async function signalTree({ pid }: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (pid === undefined) return;
  if (isWindows) {
    // It fails when they have ended already.
    await run('taskkill', ['/pid', String(pid), '/T', '/F']).catch(() => undefined);
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
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
    for (const pid of found) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    }
    await wait(20);
  }
}

const KILL_LIMIT = 5_000;

/** The processes that have a mark in their environment. Not known on Windows, where taskkill follows the tree instead. */
export async function markedProcesses(mark: string): Promise<number[]> {
  const entry = `${RUN_MARK}=${mark}`;
  const isOther = (pid: number) => pid !== process.pid;
  if (process.platform === 'linux') {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
    const marked = await Promise.all(
      pids.filter(isOther).map(async (pid) => ((await environmentOf(pid)).split('\0').some((one) => one.startsWith(entry)) ? [pid] : [])),
    );
    return marked.flat();
  }
  if (isWindows) return [];
  const { stdout } = await run('ps', ['-axEww', '-o', 'pid=,command='], { maxBuffer: 16 * 1024 * 1024 });
  return stdout
    .split('\n')
    .filter((line) => line.includes(entry))
    .map((line) => Number.parseInt(line, 10))
    .filter((pid) => pid > 0 && isOther(pid));
}

/** Of a process of somebody else, or one that has just ended, nothing is known. */
const environmentOf = (pid: number): Promise<string> => readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
