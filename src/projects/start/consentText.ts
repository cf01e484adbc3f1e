import { l10n } from 'vscode';
import { NOT_PLAIN } from '../../base/text';
import { SecretMask, secretsIn } from '../../base/secrets';
import type { EnvFile } from '../../platform/host';
import { LONGEST_COMMAND, LONGEST_ENVIRONMENT, type ProjectFile } from '../../content/projectFile';

/** A configuration of `.vscode/launch.json`: what it says, its debugger makes something of. */
export type DebugConfiguration = Readonly<Record<string, unknown>>;

/** What is about to run. */
export interface RunPlan extends Pick<ProjectFile, 'start' | 'build' | 'environment'> {
  /** The command that installs its dependencies, when they are missing. */
  readonly install?: string | undefined;
  /** What a debugger is started with; the variables of the plan are laid over its own. */
  readonly configuration?: DebugConfiguration | undefined;
  /** A file of the learner's own with some of the variables. */
  readonly envFile?: EnvFile | undefined;
}

/** As much as a dialog can show of a name, and of what a project's file may hold. */
const LONGEST = 200;

/**
 * Text of a stranger in a dialog: nothing of it is invisible, changes the direction of writing, or begins another line; what is too long says
 * how much is missing.
 */
export function plainText(text: string, longest = LONGEST): string {
  let shown = '';
  let room = longest;
  let rest = 0;
  // By code points: half of a character is none. What is shown is counted, since it may be eight times as long.
  for (const [part] of text.matchAll(/ {4,}|./gsu)) {
    const plain = part.length >= 4 ? spaces(part) : part.replace(INVISIBLE, escaped);
    room = rest > 0 ? 0 : room - lengthOf(plain);
    if (rest > 0 || room < 0) rest += lengthOf(part);
    else shown += plain;
  }
  return rest > 0 ? l10n.t('{0}… (and {1} more characters)', shown, rest) : shown;
}

const lengthOf = (text: string): number => Array.from(text).length;

const INVISIBLE = new RegExp(NOT_PLAIN, 'gu');
const escaped = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
/** They would push what follows out of sight. */
const spaces = (run: string): string => l10n.t('({0} spaces)', run.length);

/**
 * What a learner agrees to, a line each: the commands and all variables, for any of these may decide what runs, and no list of names knows
 * which. A file of which a dialog cannot show all is refused when it is read.
 */
export function planLines({ install, build, start, environment, envFile, configuration = {} }: RunPlan): string[] {
  const all = Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1));
  const isOfFile = ([name]: [string, string]): boolean => envFile !== undefined && Object.hasOwn(envFile.variables, name);
  const [variables, ofFile] = [all.filter((one) => !isOfFile(one)), all.filter(isOfFile)];
  const commands = [install, build, start].join('\n').toLowerCase();
  return [
    ...(install === undefined ? [] : [l10n.t('Install: {0}', plainText(install, LONGEST_COMMAND))]),
    ...(build === undefined ? [] : [l10n.t('Build: {0}', plainText(build, LONGEST_COMMAND))]),
    ...(start === undefined ? [] : [l10n.t('Start: {0}', plainText(start, LONGEST_COMMAND))]),
    ...(Object.keys(configuration).length > 0 ? [l10n.t('Debugger:')] : []),
    ...Object.entries(configuration).map(
      ([key, value]) => `    ${plainText(key)}: ${plainText(JSON.stringify(value), LONGEST_ENVIRONMENT)}`,
    ),
    ...(variables.length > 0 ? [l10n.t('Environment variables:')] : []),
    ...variables.map(([name, value]) => `    ${plainText(name, LONGEST_ENVIRONMENT)}=${plainText(value, LONGEST_ENVIRONMENT)}`),
    ...(envFile !== undefined && ofFile.length > 0 ? [l10n.t('Environment variables of {0}:', plainText(envFile.path))] : []),
    ...ofFile.map(
      ([name, value]) =>
        `    ${plainText(name, LONGEST_ENVIRONMENT)}=${plainText(commands.includes(name.toLowerCase()) ? value : withoutSecrets(name, value), LONGEST_ENVIRONMENT)}`,
    ),
  ];
}

/**
 * A file of the learner's own may hold passwords, and a dialog may be seen by others. But a workspace may name one that came with it: hidden are only
 * values whose names say that they are secrets, and the passwords of what is called an address. Anything else may be read by programs in ways of
 * their own, such as `NODE_OPTIONS` and `PATH`, and what looks like a password there may be what runs.
 */
function withoutSecrets(name: string, value: string): string {
  const secrets = secretsIn({ [name]: value });
  return secrets.includes(value.trim()) || ADDRESS_NAME.test(name) ? new SecretMask(secrets).apply(value) : value;
}

const ADDRESS_NAME = /(?:^|_)(?:url|uri)$/i;

/** Whether one command is all that there is to see, and short enough for a sentence. */
export const isOneCommand = ({ install, build, start, environment, configuration }: RunPlan): boolean =>
  configuration === undefined &&
  [install, build, start].filter((command) => command !== undefined).length === 1 &&
  Object.keys(environment).length === 0 &&
  lengthOf(plainText(install ?? build ?? start ?? '', LONGEST_COMMAND)) <= 80;
