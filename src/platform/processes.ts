import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const isWindows = process.platform === 'win32';

/**
 * Ends a process and all that it has started, politely first and by force after a while; resolves when all are gone. For a process that
 * shares its group with others; of a process at the head of a group of its own, the group is signalled instead.
 */
export async function endTree(pid: number, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  if (isWindows) {
    // It fails when they have ended already.
    await run('taskkill', ['/pid', String(pid), '/T', '/F']).catch(() => undefined);
    return;
  }
  // Kept from the first look on: what has lost its parent is found by nobody later.
  const told = new Set<number>();
  const end = performance.now() + graceMs;
  for (let alive = await treeOf(pid, told); alive.length > 0; alive = await treeOf(pid, told)) {
    const isLate = performance.now() > end;
    for (const one of alive) {
      if (isLate) send(one, 'SIGKILL');
      else if (!told.has(one)) send(one, signal);
      told.add(one);
    }
    await wait(50);
  }
}

/** What runs of a process, its descendants, and others that belong to it with theirs; without the dead that nobody has buried. */
async function treeOf(root: number, others: ReadonlySet<number>): Promise<number[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,stat=']);
  const rows = stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state = 'Z']) => !state.startsWith('Z'));
  const found = new Set([root, ...others].filter((pid) => rows.some(([one]) => Number(one) === pid)));
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const [pid, parent] of rows) if (found.has(Number(parent))) found.add(Number(pid));
  }
  return [...found];
}

/** Sends a signal to a process that may have ended meanwhile. */
function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
