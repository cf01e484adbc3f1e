import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { windowsProcesses } from './ports';
import { killMarked, type Processes } from './processes';
import { forget, leftRuns, type LeftRun } from './runRecord';

const run = promisify(execFile);

/** The mark of what hosts the services of a run: it ends by itself when it can, after the programs that use it. */
export const servicesMark = (mark: string): string => `services/${mark}`;

/**
 * Ends and removes what runs have left that were killed, and nothing else: processes by the mark of the run, folders by their names, which
 * hold it. Returns how many runs had left something.
 */
export async function sweepLeftovers(): Promise<number> {
  const left = leftRuns();
  for (const one of left) {
    await endProcesses(one);
    const removals = one.folders.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    // What cannot be removed now is left to the next run: its record stays.
    if ((await Promise.allSettled(removals)).every(({ status }) => status === 'fulfilled')) forget(one.mark);
  }
  return left.length;
}

async function endProcesses({ mark, programs }: LeftRun): Promise<void> {
  await killMarked(mark);
  await killMarked(servicesMark(mark));
  if (process.platform !== 'win32' || programs.length === 0) return;
  for (const pid of startedBy(programs, await windowsProcesses())) {
    // It fails when they have ended already.
    await run('taskkill', ['/pid', String(pid), '/T', '/F']).catch(() => undefined);
  }
}

/** A clock may have been set, or a second cut off. */
const SLACK = 2_000;
/** The shell that a run has started starts the learner's program at once. */
const AT_ONCE = 10_000;

/** Which processes of Windows were started by programs of a run, which may be gone themselves and their numbers be others' by now. */
export function startedBy(programs: LeftRun['programs'], processes: Processes): number[] {
  const found = new Map<number, number>();
  const isWithin = (time: number | undefined, from: number, to: number) => time !== undefined && time >= from && time <= to;
  for (const { pid, at } of programs) {
    for (const one of processes.values()) {
      const isItself = one.pid === pid && isWithin(one.startedAt, at - SLACK, at + SLACK);
      const isChild = one.parent === pid && isWithin(one.startedAt, at - SLACK, at + AT_ONCE);
      if (isItself || isChild) found.set(one.pid, one.startedAt ?? at);
    }
  }
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const one of processes.values()) {
      const parentStarted = found.get(one.parent);
      if (parentStarted !== undefined && isWithin(one.startedAt, parentStarted, Infinity)) found.set(one.pid, one.startedAt ?? 0);
    }
  }
  return [...found.keys()];
}
