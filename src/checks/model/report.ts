import type { Failure } from './events';

/** A check that has failed, as it is reported. */
export interface ReportedCheck {
  /** The ids of project, stage and check. */
  readonly place: readonly [project: string, stage: string, check: string];
  /** The sentence of the check. */
  readonly title: string;
  /** The words of the stage's text that it holds the program to. */
  readonly passage?: string | undefined;
  /** What the stage asks for, as Markdown. */
  readonly text: string;
  readonly failure: Failure;
}

/**
 * A report about a check that the learner thinks is wrong, as Markdown, for them to give to whom they want. What a check keeps has no secrets; what the
 * program printed is left out all the same, and so is where the home folder is, which has their name.
 */
export function reportOf({ place, title, passage, text, failure }: ReportedCheck, versions: readonly string[], home = ''): string {
  const { message, expected, actual, exchange } = failure;
  const [project, stage, check] = place;
  const report = [
    `# ${title}`,
    `Check \`${check}\` of stage \`${stage}\` of project \`${project}\` fails, and I think that the program is right, because: …`,
    section('What the check says', message),
    ...(passage === undefined ? [] : [section('The sentence of the text that it is about', passage)]),
    ...(expected === undefined ? [] : [section('Expected', expected), section('Actual', actual ?? '')]),
    ...(exchange === undefined ? [] : [section('The last request and its answer', exchange)]),
    section('What the stage asks for', text),
    ['## Versions', versions.map((one) => `- ${one}`).join('\n')].join('\n\n'),
  ].join('\n\n');
  return `${withoutHome(report, home)}\n`;
}

/** Nothing that stands in a text ends its block. */
function section(heading: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `## ${heading}\n\n${fence}text\n${text}\n${fence}`;
}

/** However it is written. A home that is the root of everything says nothing. */
function withoutHome(text: string, home: string): string {
  const path = home.replace(/[\\/]+$/, '');
  if (path.length < 3) return text;
  // Accents may be signs of their own.
  const patterns = [path.normalize('NFC'), path.normalize('NFD')].map(pathPattern);
  // /home/ada is not the beginning of /home/adam.
  return text.replace(new RegExp(`(?:${patterns.join('|')})(?![\\p{L}\\p{N}_-])`, 'giu'), '~');
}

const pathPattern = (path: string): string =>
  path
    .split(/[\\/]+/)
    .map((name) => Array.from(name, letter).join(''))
    .join(SEPARATOR);

/** As systems, strings within strings and addresses separate the names of a path. */
const SEPARATOR = String.raw`(?:\\*/|\\+|%2f|%5c)`;

/** A pattern of a character as it is, as addresses have it, and as JSON may. */
function letter(character: string): string {
  const units = character.split('').map((unit) => String.raw`\\+u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `(?:${character.replace(/[\\^$.*+?()[\]{}|]/, '\\$&')}|${inAddress(character)}|${units.join('')})`;
}

function inAddress(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x80) return `%${code.toString(16).padStart(2, '0')}`;
  // Half of a character has no bytes.
  return /\p{Cs}/u.test(character) ? character : encodeURIComponent(character);
}
