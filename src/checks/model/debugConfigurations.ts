/** The configurations by which a program comes into its debugger: made for a program of Node.js, found in `.vscode/launch.json` for every other. */
import { parse, type ParseError } from 'jsonc-parser';
import { isObject, isText } from '../../base/guards';

/** One of `.vscode/launch.json`, or one like it. */
export interface DebugConfiguration {
  readonly name: string;
  readonly type: string;
  readonly request: string;
  readonly [key: string]: unknown;
}

/** The variables of a program; null takes one away that its debugger would hand on. */
export type Variables = Readonly<Record<string, string | null>>;

/** What in a `launch.json` debugs no server: a browser, or an extension of VS Code. */
const NO_SERVER = /chrome|edge|firefox|extensionhost/i;

/**
 * The configurations of a `launch.json` that may debug a server, in its order. @throws SyntaxError when it cannot be read.
 */
export function configurationsIn(text: string): DebugConfiguration[] {
  const errors: ParseError[] = [];
  const file: unknown = parse(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || !isObject(file)) throw new SyntaxError('it is no JSON');
  const all: unknown = file['configurations'];
  return Array.isArray(all) ? all.filter(isConfiguration) : [];
}

const isConfiguration = (value: unknown): value is DebugConfiguration =>
  isObject(value) &&
  isText(value['name']) &&
  isText(value['type']) &&
  !NO_SERVER.test(value['type']) &&
  (value['request'] === 'launch' || value['request'] === 'attach');

/** What runs a task, opens what it finds in the output of the program, or reads variables of a file. */
const NEEDS = ['preLaunchTask', 'postDebugTask', 'serverReadyAction', 'envFile'];
/** What VS Code fills in by a command, by an answer to a question of the file, or by settings, which may be the workspace's. */
const FILLED_IN = /\$\{(?:input|command|config):[^}]*\}?/;

/**
 * What a configuration has done or filled in that it does not say itself, by its name, wherever in it that stands: a part may be for one system
 * alone. Undefined when it says everything, so that whoever has seen it knows what will run.
 */
export function needOf(value: unknown): string | undefined {
  if (isText(value)) return FILLED_IN.exec(value)?.[0];
  if (Array.isArray(value)) return firstNeed(value);
  if (!isObject(value)) return undefined;
  return Object.keys(value).find((key) => NEEDS.includes(key)) ?? firstNeed(Object.entries(value).flat());
}

const firstNeed = (values: readonly unknown[]): string | undefined => values.map(needOf).find((need) => need !== undefined);

/** A program as the runner wants it started. */
export interface DebuggedCommand {
  /** What its session is called. */
  readonly name: string;
  readonly folder: string;
  readonly command: string;
  readonly isWindows: boolean;
}

/** Launches a command of Node.js as a check does: by the shell, whatever the command is, and all processes of Node.js that come of it. */
export const nodeConfiguration = ({ name, folder, command, isWindows }: DebuggedCommand): DebugConfiguration => ({
  ...{ name, type: 'node', request: 'launch', cwd: folder },
  ...(isWindows
    ? { runtimeExecutable: 'cmd.exe', runtimeArgs: ['/d', '/s', '/c', command] }
    : { runtimeExecutable: '/bin/sh', runtimeArgs: ['-c', command] }),
  ...{ console: 'internalConsole', outputCapture: 'std' },
  skipFiles: ['<node_internals>/**', '**/node_modules/**'],
});

/** Debuggers that open a terminal unless they are told to print where we can read it. */
const IN_TERMINAL = ['python', 'debugpy', 'java', 'node'];
/** The debugger that takes null for a variable that is to go. */
const TAKES_NULL = ['node'];
/** Debuggers that take variables as a list of names and values. */
const BY_LIST = ['cppdbg', 'cppvsdbg'];

/** A configuration for a run: its variables are laid over the configuration's own, and what the program prints goes where it can be read. */
export function forRun(configuration: DebugConfiguration, variables: Variables): DebugConfiguration {
  if (configuration.request !== 'launch') return configuration;
  const { type, environment, env } = configuration;
  const console = 'console' in configuration || IN_TERMINAL.includes(type) ? { console: 'internalConsole' } : {};
  const given = Object.entries(variables).filter(([, value]) => value !== null || TAKES_NULL.includes(type));
  if (!BY_LIST.includes(type)) return { ...configuration, ...console, env: { ...(isObject(env) && env), ...Object.fromEntries(given) } };
  const listed: readonly unknown[] = Array.isArray(environment) ? environment : [];
  const own = listed.filter((one) => !isObject(one) || !(String(one['name']) in variables));
  return { ...configuration, ...console, environment: [...own, ...given.map(([name, value]) => ({ name, value }))] };
}

/** The variables that a configuration gives its program, by either of the two ways. */
export function variablesIn({ env, environment }: Readonly<Record<string, unknown>>): Record<string, string> {
  const listed: readonly unknown[] = Array.isArray(environment) ? environment : [];
  const pairs: [unknown, unknown][] = listed.filter(isObject).map(({ name, value }) => [name, value]);
  const all = [...(isObject(env) ? Object.entries(env) : []), ...pairs];
  return Object.fromEntries(all.filter((one): one is [string, string] => one.every(isText)));
}

/** The same, where `${workspaceFolder}` stands for the folder of the project, which may be another one's subfolder in this window. */
export function inFolder(configuration: DebugConfiguration, folder: string): DebugConfiguration {
  const name = folder.split(/[\\/]/).filter(Boolean).at(-1) ?? '';
  const fill = (value: unknown): unknown => {
    if (isText(value))
      return value.replaceAll(/\$\{workspace(?:Folder|Root)\}/g, () => folder).replaceAll('${workspaceFolderBasename}', () => name);
    if (Array.isArray(value)) return value.map(fill);
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one)]));
    return value;
  };
  return fill(configuration) as DebugConfiguration;
}

/** What a run wants to be otherwise than in the editor's own environment, which debuggers hand on. */
export function differenceTo(editor: Readonly<Record<string, string | undefined>>, wanted: Readonly<Record<string, string>>): Variables {
  const set = Object.entries(wanted).filter(([name, value]) => editor[name] !== value);
  const gone = Object.keys(editor).filter((name) => !(name in wanted));
  return { ...Object.fromEntries(set), ...Object.fromEntries(gone.map((name) => [name, null])) };
}
