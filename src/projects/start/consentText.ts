import { l10n } from 'vscode';
import { MAX_DETAIL } from '../../base/messages';
import { NOT_PLAIN } from '../../base/text';
import { MASK, secretsIn } from '../../base/secrets';
import { UserError } from '../../base/userError';
import type { EnvFile } from '../../platform/host';
import type { ProjectFile } from '../../content/projectFile';
import { LAUNCH_FILE, PROJECT_FILE } from '../../content/projectFileName';

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

/** As much as a dialog shows of a name. */
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

/** What of a plan stands in one file, as it is drawn. */
interface PlanPart {
  readonly file: string;
  readonly lines: readonly string[];
}

/** Nothing of what decides what runs is cut: where all of it is too long, nobody is asked. */
const whole = (text: string): string => plainText(text, Infinity);

function partsOf({ install, build, start, environment, envFile, configuration = {} }: RunPlan): PlanPart[] {
  const all = Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1));
  const isOfFile = ([name]: [string, string]): boolean => envFile !== undefined && Object.hasOwn(envFile.variables, name);
  const [variables, ofFile] = [all.filter((one) => !isOfFile(one)), all.filter(isOfFile)];
  const commands = [install, build, start].join('\n').toLowerCase();
  const shown = (name: string, value: string) => (commands.includes(name.toLowerCase()) ? value : withoutSecrets(name, value));
  const row = (name: string, value: string) => `    ${whole(name)}=${whole(value)}`;
  const headed = (heading: string, rows: readonly string[]) => (rows.length > 0 ? [heading, ...rows] : []);
  const runs = [
    ...(install === undefined ? [] : [l10n.t('Install: {0}', whole(install))]),
    ...(build === undefined ? [] : [l10n.t('Build: {0}', whole(build))]),
    ...(start === undefined ? [] : [l10n.t('Start: {0}', whole(start))]),
  ];
  const settings = Object.entries(configuration).map(([key, value]) => `    ${whole(key)}: ${whole(JSON.stringify(value))}`);
  const named = plainText(envFile?.path ?? '');
  return [
    { file: PROJECT_FILE, lines: runs },
    { file: LAUNCH_FILE, lines: headed(l10n.t('Debugger:'), settings) },
    {
      file: PROJECT_FILE,
      lines: headed(
        l10n.t('Environment variables:'),
        variables.map(([name, value]) => row(name, value)),
      ),
    },
    {
      file: named,
      lines: headed(
        l10n.t('Environment variables of {0}:', named),
        ofFile.map(([name, value]) => row(name, shown(name, value))),
      ),
    },
  ];
}

/**
 * What a learner agrees to, a line each: the commands and all variables, for any of these may decide what runs, and no list of names knows
 * which.
 */
export const planLines = (plan: RunPlan): string[] => partsOf(plan).flatMap(({ lines }) => lines);

/**
 * What stands below the question whether a project may run: its plan, and what is said of it. @throws UserError when that is more than a
 * dialog shows, since each part may be short enough and all of them not: nobody agrees to what they were not shown.
 */
export function planDetail(plan: RunPlan, name: string, said: readonly string[]): string {
  // One short command is in the question itself.
  const lines = isOneCommand(plan) ? [] : [...planLines(plan), ''];
  const detail = [...lines, ...said].join('\n');
  if (detail.length <= MAX_DETAIL) return detail;
  const lengthOfLines = ({ lines: drawn }: PlanPart): number => drawn.join('\n').length;
  const [longest] = partsOf(plan).sort((a, b) => lengthOfLines(b) - lengthOfLines(a));
  throw new UserError(
    l10n.t(
      'What {0} runs is more than can be shown before it runs ({1} characters), and most of it stands in {2}: make that shorter.',
      name,
      MAX_DETAIL,
      longest?.file ?? PROJECT_FILE,
    ),
  );
}

/**
 * A file of the learner's own may hold passwords, and a dialog may be seen by others. But a workspace may name one that came with it, and what
 * looks like a password may be what runs: of what is called an address, only that is hidden which every program takes for its password, and
 * of what is called a secret, only a value that is a single word. Anything else may be read by programs in ways of their own, such as
 * `NODE_OPTIONS` and `PATH`, and is shown whole.
 */
function withoutSecrets(name: string, value: string): string {
  if (ADDRESS_NAME.test(name)) return withoutPassword(value);
  return secretsIn({ [name]: value }).includes(value.trim()) && !HAS_PARTS.test(value) ? MASK : value;
}

const ADDRESS_NAME = /(?:^|_)(?:url|uri)$/i;
/** Addresses, lists of paths, and strings of a connection: a part of them may name a program. An `=` at the end belongs to Base64. */
const HAS_PARTS = /[:;\s]|=[^=]/;

/** An address without its password, as the standard reads it: in another spelling, as of one with an `@` in it, programs differ on where it ends. */
function withoutPassword(address: string): string {
  const password = URL.canParse(address) ? new URL(address).password : '';
  return password === '' ? address : address.replace(`:${password}@`, `:${MASK}@`);
}

/** Whether one command is all that there is to see, and short enough for a sentence. */
export const isOneCommand = ({ install, build, start, environment, configuration }: RunPlan): boolean =>
  configuration === undefined &&
  [install, build, start].filter((command) => command !== undefined).length === 1 &&
  Object.keys(environment).length === 0 &&
  lengthOf(whole(install ?? build ?? start ?? '')) <= 80;
