import { fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { CancellationToken } from 'vscode';
import { parseDebugRequest, type DebugMode, type DebugNews, type DebugRequest } from '../model/debugging';
import { parseEvent, type RunEvent } from '../model/events';

/** The runner starts the learner's program. */
export interface StartedRun {
  /** What stands for that to which the learner has agreed: the runner runs nothing else. */
  readonly approved: string;
  /** A file with more variables for the learner's program. */
  readonly envFile?: string | undefined;
  /** What the runner, and all that it starts, finds in its environment beside that of the editor. */
  readonly variables: Readonly<Record<string, string>>;
}

/** It starts nothing, and asks a server that runs already. */
export interface ServerRun {
  readonly url: string;
}

/** What debugs the programs of a run. */
export interface DebugHost {
  readonly mode: DebugMode;
  /** The runner has been started: `tell` tells it what becomes of its programs. */
  readonly open: (tell: (news: DebugNews) => void) => {
    receive(request: DebugRequest): void;
    /** Ends all that is left of them. */
    end(): Promise<void>;
    dispose(): void;
  };
}

/** One run of the runner, as the editor asks for it. */
export interface CheckProcessRequest {
  /** `dist/checks/cli.mjs` of the installed extension. */
  readonly cli: string;
  readonly folder: string;
  /** Checks this stage and those before it. */
  readonly stage: string;
  /** Leaves out those before it. */
  readonly only?: boolean | undefined;
  readonly how: StartedRun | ServerRun;
  /** What debugs the program. */
  readonly debug?: DebugHost | undefined;
  readonly token: CancellationToken;
  readonly onEvent: (event: RunEvent) => void;
  /** What the runner said that is no event: for the log. */
  readonly onNoise: (text: string) => void;
}

/** Runs the runner to its end. The last event is always `run-finished`. */
export type RunCheckProcess = (request: CheckProcessRequest) => Promise<void>;

/** Longer than the runner needs to end the learner's program, by force where it must. */
const CANCEL_LIMIT = 20_000;

/**
 * Runs the runner as a process of its own, so that a check that hangs never hangs the editor. What it prints is read line by line and
 * believed only when it is an event.
 */
export const runCheckProcess: RunCheckProcess = ({ cli, folder, stage, only, how, debug, token, onEvent, onNoise }) =>
  new Promise((resolve, reject) => {
    const words = [...wordsOf(how), ...(only ? ['--only'] : []), ...(debug ? ['--debug', debug.mode] : [])];
    const child = fork(cli, [folder, '--stage', stage, ...words, '--reporter', 'ndjson'], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
      // Within VS Code `execPath` is Electron, which must behave as Node.
      env: { ...process.env, ...('url' in how ? {} : how.variables), ELECTRON_RUN_AS_NODE: '1' },
    });
    const programs = debug?.open((news) => {
      if (child.connected) child.send(news, () => undefined);
    });
    child.on('message', (message) => {
      const request = parseDebugRequest(message);
      if (request) programs?.receive(request);
    });
    const endPrograms = async (): Promise<void> => programs?.end().finally(() => programs.dispose());
    let isFinished = false;
    let errors = '';
    const tell = (event: RunEvent): void => {
      isFinished ||= event.type === 'run-finished';
      onEvent(event);
    };
    if (child.stdout) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const event = parseEvent(line);
        if (event) tell(event);
        else onNoise(line.slice(0, 500));
      });
    }
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-4_000)));
    let force: ReturnType<typeof setTimeout> | undefined;
    const cancel = (): void => {
      // One that has just ended cannot be told anything.
      if (child.connected) child.send('cancel', () => undefined);
      force = setTimeout(() => child.kill('SIGKILL'), CANCEL_LIMIT);
    };
    const subscription = token.onCancellationRequested(cancel);
    if (token.isCancellationRequested) cancel();
    const end = (): void => {
      clearTimeout(force);
      subscription.dispose();
    };
    child.once('error', (error) => {
      end();
      programs?.dispose();
      reject(error);
    });
    child.once('close', (code, signal) => {
      end();
      if (errors !== '') onNoise(errors);
      if (isFinished) {
        endPrograms().then(resolve, reject);
        return;
      }
      // Nobody has ended what it had started.
      Promise.all([sweep(cli), endPrograms()]).then(() => {
        const why = signal ?? `exit code ${String(code)}`;
        tell({
          type: 'problem',
          code: 'internal',
          message: `The checks ended by themselves (${why}): check again, and report it if it stays so.`,
        });
        tell({ type: 'run-finished', outcome: token.isCancellationRequested ? 'cancelled' : 'problem', ms: 0, startMs: 0, requestMs: 0 });
        resolve();
      }, reject);
    });
  });

/** What tells the runner how. */
function wordsOf(how: StartedRun | ServerRun): string[] {
  if ('url' in how) return ['--url', how.url];
  return ['--approved', how.approved, ...(how.envFile === undefined ? [] : ['--variables', how.envFile])];
}

/** Has a runner end and remove what one has left that was killed. It fails where that one has failed, too: then the next check does it. */
const sweep = (cli: string): Promise<void> =>
  new Promise((resolve) => {
    const child = fork(cli, ['--sweep'], { stdio: 'ignore', execArgv: [], env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
    for (const end of ['error', 'close'] as const) child.once(end, () => resolve());
  });
