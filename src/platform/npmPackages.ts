import { access, constants } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { readSmall } from './smallFiles';

/** Nobody writes so much by hand, in bytes … */
const MAX_MANIFEST = 1_000_000;
/** … or depends on so many packages directly: what is beyond is not looked for, since for each the disk is asked in every folder above. */
const MOST_PACKAGES = 1_000;

/** Programs that come with Node.js, or are of no use without it. */
const OF_NODE = ['node', 'npm', 'npx', 'pnpm', 'yarn', 'tsx'];

/**
 * What the commands of a folder need and do not find: Node.js, when it is asked for and not on the PATH; else the packages that are not
 * installed. Commands of another stack need none of them.
 */
export async function missingTools(
  folder: string,
  commands: readonly (string | undefined)[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<'node' | string[]> {
  const programs = commands.map((command) => /^\S+/.exec(command ?? '')?.[0] ?? '');
  if (!programs.some((program) => OF_NODE.includes(program))) return [];
  return (await isOnPath('node', environment)) ? missingPackages(folder) : 'node';
}

/** The packages that a folder's `package.json` names and that are found in no `node_modules` from there upwards. */
export async function missingPackages(folder: string): Promise<string[]> {
  // Yarn's Plug'n'Play keeps packages elsewhere.
  if (await isThere(join(folder, '.pnp.cjs'))) return [];
  const text = await readSmall(join(folder, 'package.json'), MAX_MANIFEST).catch(() => '{}');
  const names = dependenciesOf(text);
  const found = await Promise.all(names.map((name) => isInstalled(folder, name)));
  return names.filter((_, index) => found[index] !== true);
}

/** What cannot be read has no dependencies: npm itself says best what is wrong with it. */
function dependenciesOf(text: string): string[] {
  try {
    const { dependencies } = JSON.parse(text) as { dependencies?: unknown };
    return typeof dependencies === 'object' && dependencies !== null ? Object.keys(dependencies).slice(0, MOST_PACKAGES) : [];
  } catch {
    return [];
  }
}

async function isInstalled(folder: string, name: string): Promise<boolean> {
  if (await isThere(join(folder, 'node_modules', name))) return true;
  const parent = dirname(folder);
  return parent !== folder && isInstalled(parent, name);
}

/** Whether a program is found on the PATH; on Windows, with one of the endings of programs. */
export async function isOnPath(program: string, environment: NodeJS.ProcessEnv): Promise<boolean> {
  const endings = process.platform === 'win32' ? (environment['PATHEXT'] ?? '.EXE;.CMD').split(';') : [''];
  const folders = (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const files = folders.flatMap((folder) => endings.map((ending) => join(folder, `${program}${ending}`)));
  return (await Promise.all(files.map((file) => isThere(file, constants.X_OK)))).includes(true);
}

const isThere = (path: string, mode = constants.F_OK): Promise<boolean> =>
  access(path, mode).then(
    () => true,
    () => false,
  );
