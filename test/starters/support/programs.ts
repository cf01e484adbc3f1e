import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { signalTree, spawnTree } from '../../support/processes';

/** What a command printed, and how it ended. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** Variables that are added to the environment of a command. */
export type Settings = Readonly<Record<string, string>>;

/**
 * What a command finds in its environment: what every terminal has, how npm reaches the registry, and nothing else. A database of the
 * developer, or what npm tells those that it starts, must not change what a project does.
 */
const KEPT =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TMPDIR|TMP|TEMP|XDG_\w+|SYSTEMROOT|APPDATA|\w*_PROXY|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|npm_config_(?:registry|cache|userconfig|globalconfig))$/i;

function environment(settings: Settings): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => KEPT.test(name));
  return { ...Object.fromEntries(kept), ...settings };
}

/** A command that runs in a folder. */
export class Program {
  private text = '';
  private readonly ended: Promise<number | null>;

  private constructor(
    private readonly command: readonly string[],
    private readonly child: ChildProcess,
  ) {
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (this.text += chunk.toString()));
    this.ended = once(child, 'close').then(([code]) => code as number | null);
    // An error in starting it is told to whoever waits, and to nobody else.
    this.ended.catch(() => undefined);
  }

  static start(folder: string, command: readonly string[], settings: Settings = {}): Program {
    const [program = '', ...args] = command;
    const options: SpawnOptions = { cwd: folder, env: environment(settings), stdio: ['ignore', 'pipe', 'pipe'] };
    return new Program(command, spawnTree(program, args, options, 'close'));
  }

  /** Everything it has printed so far. */
  get output(): string {
    return this.text;
  }

  /** Waits until it has printed this. */
  async prints(pattern: RegExp, limitMs: number): Promise<RegExpExecArray> {
    let stopWaiting = (): void => undefined;
    const found = new Promise<RegExpExecArray>((resolve, reject) => {
      const fail = (why: string): void => reject(new Error(`${this.command.join(' ')} ${why}\n${this.text.slice(-4000)}`));
      const look = (): void => {
        const match = pattern.exec(this.text);
        if (match) resolve(match);
      };
      const timer = setTimeout(() => fail(`did not print ${String(pattern)} within ${limitMs} ms`), limitMs);
      this.child.stdout?.on('data', look);
      void this.ended.then(
        (code) => fail(`ended with ${code} before it printed ${String(pattern)}`),
        (error: unknown) => fail(`could not be started: ${String(error)}`),
      );
      stopWaiting = () => {
        clearTimeout(timer);
        this.child.stdout?.off('data', look);
      };
      look();
    });
    return found.finally(() => stopWaiting());
  }

  /**
   * Sends SIGTERM to it and all that it started, as a platform does that stops them, and waits until all of them have ended.
   * @throws Error when some had to be killed.
   */
  async stop(limitMs: number): Promise<Outcome> {
    signalTree(this.child, 'SIGTERM');
    return this.end(limitMs, 'after SIGTERM');
  }

  /** Waits until it and all that it started have ended. @throws Error when they had to be killed. */
  async end(limitMs: number, since = 'after its start'): Promise<Outcome> {
    const late = { wasKilled: false };
    const force = setTimeout(() => {
      late.wasKilled = true;
      signalTree(this.child, 'SIGKILL');
    }, limitMs);
    const code = await this.ended.finally(() => clearTimeout(force));
    if (late.wasKilled) throw new Error(`${this.command.join(' ')} still ran ${limitMs} ms ${since}\n${this.text.slice(-4000)}`);
    return { code, output: this.text };
  }
}

/** Longer than any command needs on a machine that is busy with something else, and not for ever. */
const COMMAND_LIMIT = 6 * 60_000;

/** Runs a command to its end. @throws Error with the end of what it printed, when it fails. */
export async function runIn(folder: string, command: readonly string[], settings: Settings = {}): Promise<string> {
  const { code, output } = await Program.start(folder, command, settings).end(COMMAND_LIMIT);
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code} in ${folder}\n${excerpt(output)}`);
  return output;
}

/** What says most of a long output: its end, and before it the first test that failed. */
function excerpt(output: string): string {
  const end = output.slice(-3000);
  const failed = output.search(/^ *(?:not ok|✖)/m);
  return failed < 0 || failed > output.length - 3000 ? end : `${output.slice(failed, failed + 3000)}\n…\n${end}`;
}
