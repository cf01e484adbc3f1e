import { once } from 'node:events';
import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeeperThan, isObject, isText } from '../../base/guards';
import { readSmall } from '../../platform/smallFiles';
import type { Environment } from '../kit/stage';
import { ProgramOutput } from './output';
import { RUN_MARK, signalTree, spawnCommand } from './processes';
import { EnvironmentProblem } from './runContext';

/** What npm would run, and what it would put into its environment. */
export interface NpmScript {
  readonly command: string;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * What a command like `npm start` or `npm run serve` comes to, as `node --run` does it: npm itself takes a quarter of a second before it
 * starts anything, and a run starts a program up to twelve times. Undefined for every other command, and wherever npm would do more than
 * run one line: scripts around the script, settings in an `.npmrc` or the environment, a `package.json` that npm has something to say about.
 */
export async function npmScript(folder: string, command: string, environment: NodeJS.ProcessEnv): Promise<NpmScript | undefined> {
  const [, start, run] = /^npm (?:(start)|run ([\w:.-]+))$/.exec(command) ?? [];
  const name = start ?? run;
  if (name === undefined || (await changesScripts(folder, environment))) return undefined;
  const file = join(folder, 'package.json');
  const manifest = await readManifest(file);
  const script = manifest && scriptOf(manifest, name);
  if (!script || scriptOf(manifest, `pre${name}`) !== undefined || scriptOf(manifest, `post${name}`) !== undefined) return undefined;
  // On Windows it is called Path.
  const path = Object.keys(environment).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const given: NodeJS.ProcessEnv = {
    INIT_CWD: folder,
    npm_command: start ?? 'run-script',
    npm_lifecycle_event: name,
    npm_lifecycle_script: script,
    npm_package_json: file,
    ...packageVariables({ ...manifest, scripts: undefined }, 'npm_package_'),
    ...(await npmVariables((environment[path] ?? '').split(delimiter))),
  };
  // What it asks for beside that, npm alone knows.
  if ((script.match(/\bnpm_\w+/g) ?? []).some((variable) => !(variable in given))) return undefined;
  return { command: script, environment: { [path]: [...binFolders(folder), environment[path] ?? ''].join(delimiter), ...given } };
}

/** The fields of a `package.json` that npm puts into the environment, each under its path: `npm_package_config_port`. */
function packageVariables(fields: object, prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]: [string, unknown]) => {
      if (value === undefined) return [];
      if (isObject(value)) return Object.entries(packageVariables(value, `${prefix}${name}_`));
      return [[`${prefix}${name}`, isText(value) ? value : value === null ? '' : JSON.stringify(value)]];
    }),
  );
}

/** Where npm and Node.js are, as npm tells its scripts; nothing of what is not found. */
async function npmVariables(folders: readonly string[]): Promise<Record<string, string>> {
  const [npm, node] = await Promise.all([firstOf(folders, npmFiles), firstOf(folders, (folder) => [join(folder, nodeName)])]);
  return { ...(npm !== undefined && { npm_execpath: npm }), ...(node !== undefined && { npm_node_execpath: node, NODE: node }) };
}

const nodeName = process.platform === 'win32' ? 'node.exe' : 'node';

/** What `npm` on the PATH leads to: a link, or on Windows the folder beside it. A version manager has a program of its own there. */
const npmFiles = (folder: string): string[] => [join(folder, 'npm'), join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js')];

async function firstOf(folders: readonly string[], filesIn: (folder: string) => string[]): Promise<string | undefined> {
  for (const file of folders.filter((folder) => folder !== '').flatMap(filesIn)) {
    const real = await realpath(file).catch(() => '');
    if (basename(real) === 'npm-cli.js' || basename(real) === nodeName) return real;
  }
  return undefined;
}

/** npm can be told to use another shell, or to hand options to Node.js. */
const CHANGES_SCRIPTS = /script[-_]shell|node[-_]options/i;

/** In bytes: a larger `.npmrc` or `package.json` is nobody's own. */
const MAX_NPM_FILE = 1_000_000;

async function changesScripts(folder: string, environment: NodeJS.ProcessEnv): Promise<boolean> {
  if (Object.keys(environment).some((key) => /^npm_config_/i.test(key) && CHANGES_SCRIPTS.test(key))) return true;
  const settings = await Promise.all([folder, homedir()].map((place) => readSmall(join(place, '.npmrc'), MAX_NPM_FILE).catch(() => '')));
  return settings.some((text) => CHANGES_SCRIPTS.test(text));
}

/** What a file calls `constructor`, and not what every object has by that name. */
const scriptOf = ({ scripts }: Manifest, name: string): string | undefined => (Object.hasOwn(scripts, name) ? scripts[name] : undefined);

/** Nobody's settings are nested deeper. */
const DEEPEST_FIELD = 100;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly config: unknown;
  readonly engines: unknown;
  readonly bin: unknown;
  readonly scripts: Readonly<Record<string, string | undefined>>;
}

/** Undefined when it cannot be read, or is not what npm takes: npm says best what is wrong with it. */
async function readManifest(file: string): Promise<Manifest | undefined> {
  try {
    const text = await readSmall(file, MAX_NPM_FILE);
    // No command and no variable can hold it.
    if (text.includes(String.raw`\u0000`)) return undefined;
    const { name = '', version = '', scripts, config, engines, bin } = JSON.parse(text) as Record<string, unknown>;
    if (isDeeperThan([config, engines, bin], DEEPEST_FIELD)) return undefined;
    if (typeof name !== 'string' || typeof version !== 'string' || typeof scripts !== 'object' || scripts === null) return undefined;
    return Object.values(scripts).every((script) => typeof script === 'string')
      ? { name, version, config, engines, bin, scripts: scripts as Manifest['scripts'] }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Where the commands of packages lie, from here upwards. */
function binFolders(folder: string): string[] {
  const parent = dirname(folder);
  const bin = join(folder, 'node_modules', '.bin');
  return parent === folder ? [bin] : [bin, ...binFolders(parent)];
}

/** What the editor, npm and this runner have put into their own environment, and is none of the learner's program's business. */
const NOT_PASSED_ON = /^(?:VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$|NODE_CHANNEL_|NODE_V8_COVERAGE$|PORT$|HOST$)/i;

/** The environment of a program under test; what comes later wins. `{scratch}` in the suite's values stands for the run's folder. */
export function programEnvironment(host: NodeJS.ProcessEnv, own: Environment, suite: Environment, scratch: string): NodeJS.ProcessEnv {
  const kept = Object.entries(host).filter(([name]) => !NOT_PASSED_ON.test(name));
  return { ...Object.fromEntries(kept), ...own, ...fillIn(suite, scratch) };
}

/** Puts the run's folder in the place of `{scratch}`. */
export const fillIn = (environment: Environment, scratch: string): Environment =>
  Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value.replaceAll('{scratch}', scratch)]));

export interface BuildOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly mark: string;
  readonly signal: AbortSignal;
  /** Milliseconds until it is given up. */
  readonly limit: number;
  readonly print: (text: string) => void;
}

/** Milliseconds after the end of a command within which what it printed has come. */
const LAST_WORDS = 300;

/** What the shells of Linux and macOS say of a command that they do not find, or that is no program. */
export const NOT_FOUND: readonly number[] = [126, 127];

/** Runs the repo's own build command to its end. @throws EnvironmentProblem with what it printed last, when it fails. */
export async function build(command: string, folder: string, { environment, mark, signal, limit, print }: BuildOptions): Promise<void> {
  const output = new ProgramOutput(print);
  const child = spawnCommand(command, folder, { ...environment, [RUN_MARK]: mark });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => output.add(text, stream));
  const isClosed = once(child, 'close').catch(() => undefined);
  const end = () => void signalTree(child, 'SIGKILL');
  const timer = setTimeout(end, limit);
  signal.addEventListener('abort', end, { once: true });
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    // What it printed last may still be on its way. What goes on in the background, as the daemons of builders do, may print without end.
    await Promise.race([isClosed, wait(LAST_WORDS)]);
    signal.throwIfAborted();
    if (code === 0) return;
    throw new EnvironmentProblem(
      'build-failed',
      NOT_FOUND.includes(code ?? 0)
        ? `The build command "${command}" cannot be run: install what it needs, or correct "build" in .backend-roadmap.json.`
        : `The build command "${command}" failed (exit code ${String(code)}): run it in a terminal and fix what it says.`,
      output.lastLines,
    );
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    output.flush();
  }
}
