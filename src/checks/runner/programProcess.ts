import type { ChildProcess } from 'node:child_process';
import { isTreeAlive, signalTree, spawnCommand } from './processes';

/** The learner's program while it runs, whoever has started it: the runner itself, or a debugger. */
export interface ProgramProcess {
  /** The head of its process group; undefined where that is not known. */
  readonly pid: number | undefined;
  /** Its exit code; null while it runs, and where it was ended. */
  readonly exitCode: number | null;
  /** Resolves when a debugger has begun with it: at once where none does. Rejects with an EnvironmentProblem when that cannot be. */
  readonly ready: Promise<void>;
  /** Resolves when it has ended, with how: "exit code 1". */
  readonly exited: Promise<string>;
  /** Resolves when nobody writes to its output any more: npm, the shell and the program itself are gone. */
  readonly closed: Promise<void>;
  /** Told of what it prints, and by which stream. */
  onOutput(listener: (text: string, stream: unknown) => void): void;
  /** Sends a signal to all of it. Resolves with what went wrong, in words of the system. */
  signal(signal: 'SIGTERM' | 'SIGKILL'): Promise<string | undefined>;
  /** Whether something of it still runs. */
  isAlive(): boolean;
}

/** Starts the learner's program by a command for the shell. */
export type StartProcess = (command: string, folder: string, environment: NodeJS.ProcessEnv) => ProgramProcess;

/** Takes secrets out of all that is told from then on. */
export type Hide = (secrets: readonly string[]) => void;

/** A program that the runner starts itself. */
export const spawnProcess: StartProcess = (command, folder, environment) => new SpawnedProcess(spawnCommand(command, folder, environment));

/** A program as a child of the runner. */
export class SpawnedProcess implements ProgramProcess {
  readonly exited: Promise<string>;
  readonly closed: Promise<void>;

  constructor(private readonly child: ChildProcess) {
    // One promise for all who wait: hundreds of requests may fail at once.
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, by) => resolve(by === null ? `exit code ${String(code)}` : `ended by ${by}`));
      child.once('error', (error) => resolve(error.message));
    });
    this.closed = new Promise((resolve) => child.once('close', () => resolve()));
  }

  get ready(): Promise<void> {
    return Promise.resolve();
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get exitCode(): number | null {
    return this.child.exitCode;
  }

  onOutput(listener: (text: string, stream: unknown) => void): void {
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => listener(text, stream));
  }

  signal(signal: 'SIGTERM' | 'SIGKILL'): Promise<string | undefined> {
    return signalTree(this.child, signal);
  }

  isAlive(): boolean {
    return isTreeAlive(this.child);
  }
}
