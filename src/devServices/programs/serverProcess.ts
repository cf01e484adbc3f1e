import { execFile, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { accessSync, constants, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';

const run = promisify(execFile);
const suffix = process.platform === 'win32' ? '.exe' : '';
const patience = 10_000;

/** A server that is installed on this machine. */
export interface FoundProgram {
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly major: string;
}

/** The folders of the PATH, in order. */
export function pathFolders(): string[] {
  return (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
}

/** The first program of one of these names in one of these folders; undefined when there is none. Folders count before names. */
export function lookFor(names: readonly string[], folders: readonly string[]): string | undefined {
  return folders.flatMap((folder) => names.map((name) => join(folder, `${name}${suffix}`))).find(isExecutable);
}

/** A program that lies beside another one, or beside what a link leads to. */
export function besideProgram(path: string, name: string): string | undefined {
  return lookFor([name], [dirname(path), dirname(realpathSync(path))]);
}

/** Asks a program for its version. @throws Error when it does not say one. */
export async function describeProgram(path: string): Promise<FoundProgram> {
  const { stdout } = await run(path, ['--version'], { timeout: patience });
  const version = /\d+(?:\.\d+)*/.exec(stdout)?.[0];
  if (version === undefined) throw new Error(`${path} --version names no version`);
  return { path, name: basename(path, suffix), version, major: version.split('.')[0] ?? version };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Not there, or not to be run by us: both mean to look elsewhere.
    return false;
  }
}

/** How a server is run, and how it is known to be ready. */
export interface ServerRun {
  readonly path: string;
  readonly args: readonly string[];
  /** Its data, and its working directory. */
  readonly folder: string;
  /** As whom it runs, where that is somebody else. */
  readonly user?: User | undefined;
  /** The signal on which it closes its files and ends without waiting for its clients. */
  readonly stopSignal: 'TERM' | 'INT';
  /** Whether it takes connections; `said` is all that it has printed. Must not be taken in by another program on the same port. */
  isReady(said: string): boolean | Promise<boolean>;
}

export interface User {
  readonly uid: number;
  readonly gid: number;
}

/** A server that runs. */
export interface ServerProcess {
  readonly pid: number;
  /** Resolves when it ends, with its last words. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** Longer than a server needs to recover its data on a busy machine. */
const startLimit = 60_000;
const stopLimit = 4_000;

/**
 * Waits beside the server for the end of its standard input, which is a pipe from this process: when this process is gone, by whatever
 * signal, the pipe closes and the server is told to end. The shell's own code is the server's.
 */
const keeper = `signal=$1; shift
exec 3<&0 </dev/null
"$@" 3<&- & server=$!
(read -r line <&3; kill -s "$signal" "$server") & watch=$!
exec 3<&-
wait "$server"; code=$?
kill "$watch" 2>/dev/null
exit "$code"`;

/** Starts a server and waits until it is ready. @throws Error with its last words when it ends before, or takes too long. */
export async function startServer(server: ServerRun): Promise<ServerProcess> {
  const child = launch(server);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-16_000)));
  // The shell has ended when the pipe is closed; that is all there is to know.
  child.stdin?.on('error', () => undefined);
  const ended = new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(lastWords(said) ?? `ended with ${String(code ?? signal)}`));
  });
  let hasEnded = false;
  const over = ended.then(
    (words) => {
      hasEnded = true;
      throw new Error(words);
    },
    (error: unknown) => {
      hasEnded = true;
      throw error;
    },
  );
  over.catch(() => undefined);
  const stop = async (): Promise<void> => {
    const force = setTimeout(() => kill(child), stopLimit);
    if (process.platform === 'win32') child.kill();
    else child.stdin?.end();
    await ended.catch(() => undefined);
    clearTimeout(force);
  };
  const ready = async (): Promise<void> => {
    const end = performance.now() + startLimit;
    while (!hasEnded && !(await server.isReady(said))) {
      if (performance.now() > end) throw new Error(`not ready after ${String(startLimit / 1000)} seconds`);
      await wait(20);
    }
  };
  try {
    await Promise.race([ready(), over]);
    return { pid: child.pid ?? 0, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function launch({ path, args, folder, user, stopSignal }: ServerRun): ChildProcess {
  const options: SpawnOptions = { cwd: folder, ...user, windowsHide: true, stdio: ['pipe', 'pipe', 'pipe'] };
  // On Windows nothing waits beside it: these servers find their data whole again after a crash.
  if (process.platform === 'win32') return spawn(path, args, options);
  return spawn('/bin/sh', ['-c', keeper, 'sh', stopSignal, path, ...args], { ...options, detached: true });
}

/** Ends a server and the shell beside it by force. */
function kill(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** The line that says why: a fatal one if there is one, else the last. Without what a log puts in front. */
function lastWords(said: string): string | undefined {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((text) => /fatal|error|failed|could not/i.test(text)) ?? lines.at(-1);
  return line
    ?.replace(/^.*?\b(?:FATAL|PANIC|ERROR): +/, '')
    .replace(/^\d+:[A-Z] \d+ \w+ \d+ [\d:.]+ [*#.-] /, '')
    .trim()
    .replace(/\.$/, '');
}
