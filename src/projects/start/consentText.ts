import { l10n } from 'vscode';
import type { ProjectFile } from '../../content/projectFile';

/** What is about to run. */
export interface RunPlan extends Pick<ProjectFile, 'start' | 'build' | 'environment'> {
  /** The command that installs its dependencies, when they are missing. */
  readonly install?: string | undefined;
}

/** As much of a value as a dialog can show, of a command, and as many variables. */
const LONGEST = 200;
const LONGEST_COMMAND = 1_000;
const MOST = 12;

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

/** Controls, formats, what has no meaning, separators of lines, and letters that are drawn as nothing. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]|\p{Variation_Selector}|\u115f|\u1160|\u2800|\u3164|\uffa0|(?! )\p{Zs}/gu;
const escaped = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
/** They would push what follows out of sight. */
const spaces = (run: string): string => l10n.t('({0} spaces)', run.length);

/** What a learner agrees to: everything that decides what runs, a line each. */
export function planLines({ install, build, start, environment }: RunPlan): string[] {
  const variables = Object.entries(environment).sort(([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
  const rest = variables.length - MOST;
  return [
    ...(install === undefined ? [] : [l10n.t('Install: {0}', plainText(install, LONGEST_COMMAND))]),
    ...(build === undefined ? [] : [l10n.t('Build: {0}', plainText(build, LONGEST_COMMAND))]),
    ...(start === undefined ? [] : [l10n.t('Start: {0}', plainText(start, LONGEST_COMMAND))]),
    ...(variables.length > 0 ? [l10n.t('Environment variables:')] : []),
    ...variables.slice(0, MOST).map(([name, value]) => `    ${plainText(name, 60)}=${plainText(value)}`),
    ...(rest > 0 ? [l10n.t('    … and {0} more, which the file shows', rest)] : []),
  ];
}

/** Variables by which shells and runtimes find or load code: they are named first, for the last of many are left to the file. */
const DECIDES = /^(?:LD|DYLD|NODE|NPM|PYTHON|RUBY|PERL|JAVA|JDK|GIT|BASH|ENV$|IFS$|SHELL$|COMSPEC$|PATHEXT$)|PATH$|OPT(?:ION)?S$/i;
const rankOf = (name: string): number => (DECIDES.test(name) ? 0 : 1);

/** Whether one command is all that there is to see, and short enough for a sentence. */
export const isOneCommand = ({ install, build, start, environment }: RunPlan): boolean =>
  [install, build, start].filter((command) => command !== undefined).length === 1 &&
  Object.keys(environment).length === 0 &&
  lengthOf(plainText(install ?? build ?? start ?? '', LONGEST_COMMAND)) <= 80;
