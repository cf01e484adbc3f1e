/**
 * What installs the dependencies of a project: one rule for the editor, which runs it, and for the runner of checks, which names it. A
 * command is made of words that are written here, and of nothing that a project's files say: they only choose.
 */
import { access } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { isObject } from '../base/guards';
import { readSmall } from './smallFiles';

/** The commands of a project: that which builds it, if any, and that which starts it. */
export type Commands = readonly (string | undefined)[];

/** Nobody writes so much by hand, in bytes. */
const MAX_MANIFEST = 1_000_000;

/** What is read of a lockfile or a list of packages to look for a name. */
const MAX_LISTS = 1_000_000;

const isWindows = process.platform === 'win32';

/** The package managers of Node.js that are not npm come first: they leave its lockfile behind when a project moves to them. */
const OF_NODE: Readonly<Record<string, readonly string[]>> = {
  pnpm: ['pnpm-lock.yaml'],
  yarn: ['yarn.lock'],
  bun: ['bun.lock', 'bun.lockb'],
  npm: ['package-lock.json', 'npm-shrinkwrap.json'],
};

/** A stack of programs, by what its projects have in their folders. */
interface Stack {
  /** The programs with which a start command of it begins. */
  readonly programs: readonly string[];
  /** Those of them that no package of a project brings. */
  readonly tools: readonly string[];
  /** Files that say what it depends on, those that say it best first, each with what installs it. */
  readonly files: readonly (readonly [file: string, install: string | ((place: Place) => string)])[];
  /** What its program prints when a package is not installed: the group is its name. */
  readonly lacks: RegExp;
  /** That says it for sure, also of a package that the files do not name. */
  readonly isCertain?: true;
}

interface Place {
  /** From the project's folder to that with the file: empty, or `../`. */
  readonly up: string;
  readonly commands: Commands;
}

const STACKS: readonly Stack[] = [
  {
    programs: [
      'python',
      'python3',
      'py',
      'uv',
      'poetry',
      'pdm',
      'pipenv',
      'flask',
      'uvicorn',
      'gunicorn',
      'fastapi',
      'hypercorn',
      'daphne',
    ],
    tools: ['python', 'python3', 'py', 'uv', 'poetry', 'pdm', 'pipenv'],
    files: [
      ['uv.lock', 'uv sync'],
      ['poetry.lock', 'poetry install'],
      ['pdm.lock', 'pdm install'],
      ['Pipfile', 'pipenv install'],
      ['requirements.txt', (place) => pip(place, `-r ${place.up}requirements.txt`)],
      ['pyproject.toml', (place) => pip(place, place.up === '' ? '.' : place.up)],
    ],
    // The second is of `python -m uvicorn`.
    lacks: /(?:ModuleNotFoundError: No module named '|\bpython[\d.]*(?:\.exe)?: No module named '?)([\w-]+)/,
  },
  {
    programs: ['go', 'air'],
    tools: ['go', 'air'],
    files: [['go.mod', 'go mod tidy']],
    lacks:
      /(?:missing go\.sum entry for module providing package|no required module provides package|cannot find module providing package) ([^\s;:]+)/,
    isCertain: true,
  },
  {
    programs: ['ruby', 'bundle', 'rails', 'rackup', 'puma', 'rake'],
    tools: ['ruby', 'bundle'],
    files: [['Gemfile', 'bundle install']],
    lacks: /Could not find (?:gem ')?([\w-]{1,100}?)(?:-\d[\w.-]{0,50})?[ '][^\n]*in (?:locally installed gems|any of the sources)/,
    isCertain: true,
  },
  {
    programs: ['php', 'composer', 'symfony'],
    tools: ['php', 'composer', 'symfony'],
    files: [['composer.json', 'composer install']],
    lacks: /(vendor\/autoload\.php)[^\n]*No such file/,
    isCertain: true,
  },
  {
    programs: ['mix', 'elixir', 'iex'],
    tools: ['mix', 'elixir', 'iex'],
    files: [['mix.exs', 'mix deps.get']],
    lacks: /Unchecked dependencies for environment \w+:\n\* ([\w-]+)/,
    isCertain: true,
  },
];

/** Programs that come with Node.js, or are of no use without it. */
export const NEED_NODE = ['node', 'npm', 'npx', 'pnpm', 'pnpx', 'yarn', 'tsx'];
/** These bring a runtime of their own. */
const BESIDE_NODE = ['bun', 'bunx'];

/** The programs that commands run, in order: `DEBUG=1 node a.js && npx b` are `node` and `npx`. What they run in turn, nobody here knows. */
export const programsOf = (commands: Commands): string[] =>
  commands.flatMap((command = '') =>
    command
      .replace(QUOTED, 'x')
      .split(/&&|\|\||[;&|()]/)
      .flatMap((part) => FIRST_WORD.exec(part)?.[1] ?? []),
  );

const QUOTED = /'[^']*'|"(?:[^"\\]|\\.)*"/g;
/** Behind variables that are set for it. */
const FIRST_WORD = /^\s*(?:exec\s+|env\s+)?(?:[A-Za-z_]\w*=\S*\s+)*([^\s=]+)(?=\s|$)/;

/** Whether a command is run by Node.js, whose debugger comes with the editor. */
export const runsOnNode = (command: string): boolean => programsOf([command]).some((program) => NEED_NODE.includes(lastName(program)));

/** Whether commands are run by Node.js, or by what reads the same `package.json`. */
export const isOfNode = (commands: Commands): boolean =>
  programsOf(commands).some((program) => NEED_NODE.includes(program) || BESIDE_NODE.includes(program));

/**
 * What installs the dependencies of a project, to be run in its folder; undefined when nothing says that it has any. The start command says
 * which stack it is; where it does not, as `make run`, what is in the folder.
 */
export async function installCommand(folder: string, commands: Commands): Promise<string | undefined> {
  const scope = await scopeOf(folder);
  const stack =
    STACKS.find(({ programs }) => programsOf(commands).some((program) => programs.includes(lastName(program)))) ?? stackOfVenv(commands);
  if (stack) return commandOf(stack, scope, commands);
  if (isOfNode(commands)) return nodeCommand(scope, commands);
  // Without a word about it, the manifest of Node.js goes last: others have one for their tools.
  const found = await Promise.all(STACKS.map((one) => commandOf(one, scope.slice(0, 1), commands)));
  return (
    found.find((command) => command !== undefined) ??
    ((await isThere(join(folder, 'package.json'))) ? nodeCommand(scope, commands) : undefined)
  );
}

/** A package that a program did not find, and what installs it. */
export interface Uninstalled {
  readonly name: string;
  readonly install: string;
}

/** How the commands of a project came to nothing. */
export interface CommandEnd {
  /** What was printed last. */
  readonly output: string;
  /** The shell did not find the program of the start command. */
  readonly isNotFound: boolean;
}

/**
 * What a program that has ended says about a package that is not installed. Undefined when it says nothing of the kind, or speaks of a module
 * that the project does not name as one that it depends on: that is a mistake in the program.
 */
export async function uninstalledIn(
  folder: string,
  commands: Commands,
  { output, isNotFound }: CommandEnd,
): Promise<Uninstalled | undefined> {
  const scope = await scopeOf(folder);
  for (const stack of STACKS) {
    // Packages bring programs, too: `flask run`. What files name beside them is the language: `go 1.24`.
    const brought = programsOf(commands).filter((one) => !stack.tools.includes(one));
    const name = isNotFound ? brought.map(lastName).find((one) => stack.programs.includes(one)) : stack.lacks.exec(output)?.[1];
    const install = name === undefined ? undefined : await commandOf(stack, scope, commands);
    if (name === undefined || install === undefined) continue;
    if ((stack.isCertain && !isNotFound) || (await isNamed(name, stack, scope))) return { name, install };
  }
  return undefined;
}

/** The folders, from a project's own upwards, in which its package manager may be: see `scopeOf`. */
type Scope = readonly string[];

/**
 * From a folder up to the root of its repository, or, where there is none, of a workspace of packages: what lies above, such as a lockfile
 * in the home folder, is nothing of the project.
 */
export async function scopeOf(folder: string): Promise<Scope> {
  const all = upwards(folder);
  const isRepository = await Promise.all(all.map((one) => isThere(join(one, '.git'))));
  const repository = isRepository.indexOf(true);
  if (repository >= 0) return all.slice(0, repository + 1);
  const isWorkspace = await Promise.all(all.map(hasPackages));
  return all.slice(0, Math.max(0, isWorkspace.lastIndexOf(true)) + 1);
}

function upwards(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...upwards(parent)];
}

const hasPackages = async (folder: string): Promise<boolean> =>
  (await isThere(join(folder, 'pnpm-workspace.yaml'))) || (await manifestIn(folder))?.['workspaces'] !== undefined;

/** The `package.json` of a folder; undefined for none, and for one that cannot be read: npm itself says best what is wrong with it. */
export async function manifestIn(folder: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const value: unknown = JSON.parse(await readSmall(join(folder, 'package.json'), MAX_MANIFEST));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** By the nearest folder that says something: its `packageManager`, then its lockfiles; of several, that of the start command. */
async function nodeCommand(scope: Scope, commands: Commands): Promise<string> {
  const asked = programsOf(commands).find((program) => Object.hasOwn(OF_NODE, program) && program !== 'npm');
  for (const folder of scope) {
    const named = namedIn(await manifestIn(folder));
    if (named !== undefined) return `${named} install`;
    const found = await filter(Object.keys(OF_NODE), (manager) => isOneThere(folder, OF_NODE[manager] ?? []));
    if (found.length > 0) return `${found.find((manager) => manager === asked) ?? found[0]} install`;
  }
  return `${asked ?? 'npm'} install`;
}

/** `"packageManager": "pnpm@9.1.0"`, and the newer form of the same. */
function namedIn(manifest: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const { packageManager, devEngines } = manifest ?? {};
  const newer = isObject(devEngines) && isObject(devEngines['packageManager']) ? devEngines['packageManager']['name'] : undefined;
  const name = typeof packageManager === 'string' ? packageManager.split('@')[0] : newer;
  return Object.keys(OF_NODE).find((manager) => manager === name);
}

async function commandOf({ files }: Stack, scope: Scope, commands: Commands): Promise<string | undefined> {
  for (const folder of scope) {
    const [first] = await filter(files, ([file]) => isThere(join(folder, file)));
    if (!first) continue;
    const [, install] = first;
    const path = relative(scope[0] ?? folder, folder).replaceAll('\\', '/');
    return typeof install === 'string' ? install : install({ up: path === '' ? '' : `${path}/`, commands });
  }
  const venv = venvOf(commands);
  return venv === undefined ? undefined : makeVenv(venv);
}

/** Whether the files of a stack name a package. Python's have another name than its modules at times: then nothing is said. */
async function isNamed(name: string, { files }: Stack, scope: Scope): Promise<boolean> {
  const paths = scope.flatMap((folder) => files.map(([file]) => join(folder, file)));
  const texts = await Promise.all(paths.map((path) => readSmall(path, MAX_LISTS).catch(() => '')));
  const spelled = name.replace(/[-_]/g, '[-_.]');
  return texts.some((text) => new RegExp(`(?<![\\w.-])${spelled}(?![\\w-])`, 'i').test(text));
}

/** The folder of Python's packages from which a command takes its programs: `.venv/bin/python main.py`, `. venv/bin/activate && …`. */
export function venvOf(commands: Commands): string | undefined {
  const [, folder] =
    /(?:^|[\s;&|("'])(?:\.[\\/])?(\.venv|venv|env)[\\/](?:bin|Scripts)[\\/]/.exec(commands.map((one) => one ?? '').join(';')) ?? [];
  return folder;
}

const stackOfVenv = (commands: Commands): Stack | undefined => (venvOf(commands) === undefined ? undefined : STACKS[0]);

/** pip of the Python that the start command runs; its own folder for packages is made when it is named, which pip leaves alone. */
function pip({ commands }: Place, what: string): string {
  const venv = venvOf(commands);
  const named = programsOf(commands)
    .map(lastName)
    .find((program) => /^(?:python(?:3(?:\.\d+)?)?|py)$/.test(program));
  if (venv === undefined) return `${named ?? usualPython} -m pip install ${what}`;
  const own = isWindows ? `${venv}\\Scripts\\python` : `${venv}/bin/python`;
  return `${makeVenv(venv)} && ${own} -m pip install ${what}`;
}

const usualPython = isWindows ? 'py' : 'python3';
const makeVenv = (venv: string): string => `${usualPython} -m venv ${venv}`;

/** `/usr/bin/python3` is `python3`. */
const lastName = (program: string): string => program.replace(/^.*[\\/]/, '').replace(/\.exe$/i, '');

async function filter<T>(all: readonly T[], holds: (one: T) => Promise<boolean>): Promise<T[]> {
  const kept = await Promise.all(all.map(holds));
  return all.filter((_, index) => kept[index]);
}

const isOneThere = async (folder: string, files: readonly string[]): Promise<boolean> =>
  (await filter(files, (file) => isThere(join(folder, file)))).length > 0;

export const isThere = (path: string, mode?: number): Promise<boolean> =>
  access(path, mode).then(
    () => true,
    () => false,
  );
