import { constants } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { isObject } from '../base/guards';
import { isOfNode, isThere, manifestIn, NEED_NODE, programsOf, scopeOf, venvOf, type Commands } from './packageManagers';

/** Nobody depends on so many packages directly: what is beyond is not looked for, since for each the disk is asked in every folder above. */
const MOST_PACKAGES = 1_000;

/**
 * What the commands of a folder need and do not find: Node.js, when it is asked for and not on the PATH; else the packages that are not
 * installed, or the folder with all of them. Commands of another stack need no packages of Node.js.
 */
export async function missingTools(
  folder: string,
  commands: Commands,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<'node' | string[]> {
  const venv = venvOf(commands);
  if (venv !== undefined && beginsIn(venv, commands) && !(await isThere(join(folder, venv)))) return [venv];
  if (!isOfNode(commands) || commands.some((command) => INSTALLS.test(command ?? ''))) return [];
  const needsNode = programsOf(commands).some((program) => NEED_NODE.includes(program));
  if (needsNode && !(await isOnPath('node', environment))) return 'node';
  // Bun installs what it needs while it runs, until there is a folder for it.
  return needsNode || (await hasPackageFolder(folder)) ? missingPackages(folder) : [];
}

/** What installs by itself misses nothing: `npm ci && npm start`. */
const INSTALLS = /\b(?:npm|pnpm|yarn|bun) (?:ci|i|install)\b|\byarn\s*(?:&&|;|$)/;

/** Whether a command can do nothing without a folder of Python's packages: one that begins otherwise may make it first. */
const beginsIn = (venv: string, commands: Commands): boolean =>
  commands.some((command = '') =>
    command
      .replace(/^\.\s+/, '')
      .replace(/^\.[\\/]/, '')
      .startsWith(venv),
  );

/** The packages that a folder's `package.json` names and that are found in no `node_modules` from there upwards. */
export async function missingPackages(folder: string): Promise<string[]> {
  const { dependencies } = (await manifestIn(folder)) ?? {};
  const names = isObject(dependencies) ? Object.keys(dependencies).slice(0, MOST_PACKAGES) : [];
  const found = await Promise.all(names.map((name) => isInstalled(folder, name)));
  const missing = names.filter((_, index) => found[index] !== true);
  return missing.length > 0 && (await plugsIn(folder)) ? [] : missing;
}

/** Whether Yarn's Plug'n'Play keeps the packages: elsewhere, with a list beside the lockfile. */
async function plugsIn(folder: string): Promise<boolean> {
  const lists = (await scopeOf(folder)).flatMap((one) => [join(one, '.pnp.cjs'), join(one, '.pnp.js')]);
  return (await Promise.all(lists.map((list) => isThere(list)))).includes(true);
}

async function isInstalled(folder: string, name: string): Promise<boolean> {
  if (await isThere(join(folder, 'node_modules', name))) return true;
  const parent = dirname(folder);
  return parent !== folder && isInstalled(parent, name);
}

async function hasPackageFolder(folder: string): Promise<boolean> {
  const parent = dirname(folder);
  return (await isThere(join(folder, 'node_modules'))) || (parent !== folder && hasPackageFolder(parent));
}

/** Whether a program is found on the PATH; on Windows, with one of the endings of programs. */
export async function isOnPath(program: string, environment: NodeJS.ProcessEnv): Promise<boolean> {
  const endings = process.platform === 'win32' ? (environment['PATHEXT'] ?? '.EXE;.CMD').split(';') : [''];
  const folders = (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const files = folders.flatMap((folder) => endings.map((ending) => join(folder, `${program}${ending}`)));
  return (await Promise.all(files.map((file) => isThere(file, constants.X_OK)))).includes(true);
}
