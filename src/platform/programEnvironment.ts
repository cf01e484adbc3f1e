/** What programs of a project find in their environment beside that of the editor: by the learner's settings, and where something is missing. */
import { constants } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, isAbsolute, join } from 'node:path';
import { parseEnv } from 'node:util';
import { outside } from '../base/text';
import { loginEnvironment, type ShellVariables } from './loginShell';
import { isOnPath } from './npmPackages';
import { isThere, programsOf, type Commands } from './packageManagers';
import { readSmall } from './smallFiles';

/** The learner's setting cannot be followed; the message is the end of a sentence about it. */
export class WishError extends Error {
  override readonly name = 'WishError';
}

/** What the learner's settings say of the environment of programs. */
export interface EnvironmentWishes {
  /** Their own Node.js; empty for the one on the PATH. */
  readonly nodePath: string;
  /** When their login shell is asked. */
  readonly shell: 'whenNeeded' | 'always' | 'never';
}

let known: Promise<ShellVariables | undefined> | undefined;
/** Once in a window: it takes as long as a shell takes to start. */
const loginOnce = (): Promise<ShellVariables | undefined> => (known ??= loginEnvironment());

/**
 * The variables to add for commands: those of the login shell, where a program is not found without or the learner wants them always, and a
 * PATH that begins with the learner's own Node.js. @throws WishError when that is none.
 */
export async function environmentFor(
  commands: Commands,
  { nodePath, shell }: EnvironmentWishes,
  host: NodeJS.ProcessEnv = process.env,
  login: () => Promise<ShellVariables | undefined> = loginOnce,
): Promise<Record<string, string>> {
  const node = nodePath === '' ? undefined : await folderOfNode(nodePath);
  const withNode = node === undefined ? host : { ...host, ...pathOf([node, host]) };
  const needsShell = shell === 'always' || (shell === 'whenNeeded' && !(await areFound(commands, withNode)));
  const found = needsShell ? await login() : undefined;
  if (found === undefined && node === undefined) return {};
  // What the editor knows stays as it is.
  const more = Object.entries(found ?? {}).filter(([name]) => host[name] === undefined);
  return { ...Object.fromEntries(more), ...pathOf([...(node === undefined ? [] : [node]), found ?? {}, host]) };
}

/** One PATH of several, each folder once. On Windows it is called Path. */
function pathOf(sources: readonly (string | NodeJS.ProcessEnv)[]): Record<string, string> {
  const nameIn = (environment: NodeJS.ProcessEnv) => Object.keys(environment).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const folders = sources.flatMap((one) => (typeof one === 'string' ? [one] : (one[nameIn(one)] ?? '').split(delimiter)));
  const last = sources.at(-1);
  const name = last === undefined || typeof last === 'string' ? 'PATH' : nameIn(last);
  return { [name]: [...new Set(folders.filter((folder) => folder !== ''))].join(delimiter) };
}

/** Whether the programs that commands run are on the PATH, as far as that is known: a command may change it on its way. */
async function areFound(commands: Commands, environment: NodeJS.ProcessEnv): Promise<boolean> {
  const names = commands.flatMap((command) => {
    const programs = programsOf([command]);
    const change = programs.findIndex((program) => CHANGES_PATH.has(program));
    return (change < 0 ? programs : programs.slice(0, change)).filter(
      (program) => /^[\w.+-]+$/.test(program) && !OF_THE_SHELL.has(program),
    );
  });
  const found = await Promise.all(names.map((name) => isOnPath(name, environment)));
  return !found.includes(false);
}

const CHANGES_PATH = new Set(['.', 'source', 'eval', 'export', 'set']);
const OF_THE_SHELL = new Set('alias bg break case cd command continue do done echo elif else esac exit false fg fi for if jobs printf pwd read return shift sleep then test time times trap true type ulimit umask unset until wait while'.split(' ')); // prettier-ignore

async function folderOfNode(nodePath: string): Promise<string> {
  const path = inHome(nodePath);
  const isNode = isAbsolute(path) && /^node(?:\.exe)?$/i.test(basename(path)) && (await isThere(path, constants.X_OK));
  if (!isNode) throw new WishError('it has to be the whole path of a program that is called "node"');
  return dirname(path);
}

const inHome = (path: string): string => (/^~[\\/]/.test(path) ? join(homedir(), path.slice(2)) : path);

/** Larger ones, in bytes, are no settings. */
const LARGEST = 1_000_000;

/** Where the learner's file with variables is: from the project's folder, from the home folder, or by its whole path. */
export const envFileIn = (folder: string, file: string): string => {
  const path = inHome(file);
  return isAbsolute(path) ? path : join(folder, path);
};

/** Node.js takes all for a name that stands before a `=`: also what a shell would take for a command, and what no dialog shows to its end. */
const NAME = /^[\w.-]{1,200}$/;

/** The variables of a file, by the rules of `process.loadEnvFile`, as programs read their `.env`. @throws WishError */
export async function readEnvFile(path: string): Promise<Record<string, string>> {
  const text = await readSmall(path, LARGEST, { mayBePipe: true }).catch((error: unknown) => {
    throw new WishError(
      error instanceof Error && 'code' in error
        ? 'there is no such file, or it cannot be read'
        : String(error instanceof Error ? error.message : error),
    );
  });
  // A byte-order mark would be part of the first name.
  const entries = Object.entries(parseEnv(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')));
  const wrong = entries.find(([name]) => !NAME.test(name))?.[0];
  if (wrong !== undefined) {
    throw new WishError(`it names a variable "${outside(wrong)}", and names are made of up to 200 letters, digits, and "_", "." or "-"`);
  }
  if (text.includes('\0')) throw new WishError('it is not UTF-8: save it with that encoding');
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? '']));
}
