import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

const running = new Set<ChildProcess>();
let armed = false;

/**
 * Starts a program at the head of a process group of its own, so that all it starts in turn can be ended with it, and sees
 * to it that the group ends when this process does. What outlives the program is ended with it, or, by `until: 'close'`, when
 * nobody writes to its pipes any more: npm is gone before the server that it started.
 */
export function spawnTree(command: string, args: string[], options: SpawnOptions, until: 'exit' | 'close' = 'exit'): ChildProcess {
  arm();
  const child = spawn(command, args, { ...options, detached: true });
  running.add(child);
  child.once(until, () => {
    signalTree(child, 'SIGKILL');
    running.delete(child);
  });
  return child;
}

/** Ends a program started by spawnTree and all that it started: politely first, by force after `graceMs`. */
export async function stopTree(child: ChildProcess, graceMs = 3000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  signalTree(child, 'SIGTERM');
  const force = setTimeout(() => signalTree(child, 'SIGKILL'), graceMs);
  await gone;
  clearTimeout(force);
}

/** Runs a program to its end and returns what it printed; throws with the start of its output when it fails. */
export async function run(command: string, args: string[], options: SpawnOptions): Promise<string> {
  const child = spawnTree(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${code}\n${output.trim().slice(0, 1200)}`);
  return output;
}

/** Sends a signal to a program started by spawnTree and to all that it started. */
export function signalTree(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

function arm(): void {
  if (armed) return;
  armed = true;
  process.once('exit', () => {
    for (const child of running) signalTree(child, 'SIGKILL');
  });
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => process.exit(code));
  }
}
