/**
 * The environment of the learner's login shell: version managers such as nvm, fnm, volta and pyenv add to PATH there, and an editor that was
 * started from the desktop may know nothing of it. The shell is run in the home folder: no file of a project has a say in it.
 */
import { spawn } from 'node:child_process';
import { homedir, userInfo } from 'node:os';
import { basename } from 'node:path';
import { isObject } from '../base/guards';

export type ShellVariables = Readonly<Record<string, string>>;

/** Milliseconds until it is given up. Shells with many plugins take a second or two. */
const LIMIT = 10_000;

/** No environment has so many characters. */
const MOST = 1_000_000;

/** The shells that take these arguments, and read a program in single quotes as it is written. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  sh: ['-i', '-l', '-c'],
  bash: ['-i', '-l', '-c'],
  dash: ['-i', '-l', '-c'],
  fish: ['-i', '-l', '-c'],
  ksh: ['-i', '-l', '-c'],
  zsh: ['-i', '-l', '-c'],
  csh: ['-ic'],
  tcsh: ['-ic'],
};

/** Of the shell that was started for this, and nobody else's. */
const OF_THE_SHELL = /^(?:_|SHLVL|PWD|OLDPWD|ELECTRON_.*|VSCODE_.*)$/;

export interface LoginShellOptions {
  readonly shell?: string;
  readonly limit?: number;
  readonly environment?: NodeJS.ProcessEnv;
}

/** Undefined on Windows, for a shell that nobody here knows, and when it does not say it in time. */
export async function loginEnvironment({ shell, limit = LIMIT, environment = process.env }: LoginShellOptions = {}): Promise<
  ShellVariables | undefined
> {
  if (process.platform === 'win32') return undefined;
  const program = shell ?? environment['SHELL'] ?? userInfo().shell ?? '';
  const words = Object.hasOwn(ARGUMENTS, basename(program)) ? ARGUMENTS[basename(program)] : undefined;
  if (words === undefined) return undefined;
  // What start-up files print stands around it.
  const mark = crypto.randomUUID();
  const script = `"${mark}" + JSON.stringify(process.env) + "${mark}"`;
  const printed = await outputOf(program, [...words, `'${process.execPath.replaceAll("'", String.raw`'\''`)}' -p '${script}'`], limit, {
    ...environment,
    // In VS Code this is Electron, which must behave as Node.
    ELECTRON_RUN_AS_NODE: '1',
    ELECTRON_NO_ATTACH_CONSOLE: '1',
    // By this, start-up files know the editor's own question of the same kind.
    VSCODE_RESOLVING_ENVIRONMENT: '1',
  });
  return variablesOf(printed.split(mark)[1]);
}

/** What a shell prints until it ends; it is ended, with all that it has started, when that takes too long. */
function outputOf(program: string, words: readonly string[], limit: number, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    // In a session of its own: an interactive shell would take the terminal of whoever has started the editor.
    const child = spawn(program, words, { cwd: homedir(), env, detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    let printed = '';
    const end = (text: string): void => {
      clearTimeout(timer);
      resolve(text);
      // What the shell has left in its session would stay for ever.
      if (child.pid !== undefined) endGroup(child.pid);
      child.stdout.destroy();
    };
    const timer = setTimeout(() => end(''), limit);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (printed.length > MOST) end('');
    });
    child.once('error', () => end(''));
    child.once('exit', () => setImmediate(() => end(printed)));
  });
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function variablesOf(text: string | undefined): ShellVariables | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (!isObject(value)) return undefined;
    const all = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return Object.fromEntries(all.filter(([name]) => !OF_THE_SHELL.test(name)));
  } catch {
    return undefined;
  }
}
