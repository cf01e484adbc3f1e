import { stripComments } from 'jsonc-parser';
import { PROJECT_FILE } from './projectFileName';
import { isListOf, isObject, isText } from '../base/guards';
import { NOT_PLAIN } from '../base/text';
import { serviceKinds, type ServiceKind } from './serviceKinds';

export { PROJECT_FILE } from './projectFileName';

/** What a repo says about itself: the contract between it and whoever starts or checks it, in any language. */
export interface ProjectFile {
  /** The id of the project it was made of. */
  readonly project?: string | undefined;
  /** The command that starts it, on one line, run by the shell in the repo's folder. */
  readonly start?: string | undefined;
  /** The command that has to be run before, such as a compiler; on one line. */
  readonly build?: string | undefined;
  /** Variables that the start command finds in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** The services it needs, each once. */
  readonly services: readonly ServiceKind[];
  /** So many seconds it may take until it answers: for programs that compile first. 30 unless it says so. */
  readonly startSeconds?: number | undefined;
  /** So many seconds it may take to end. 5 unless it says so. */
  readonly stopSeconds?: number | undefined;
}

/** A file that cannot be used; the message is one sentence for the learner. */
export class ProjectFileError extends Error {
  override readonly name = 'ProjectFileError';

  constructor(reason: string) {
    super(`${PROJECT_FILE} cannot be used: ${reason}.`);
  }
}

/** No project has so much to say about itself, in bytes: what is larger is not even read. */
export const MAX_PROJECT_FILE = 100_000;

/** So much of a command, of all variables, and so many of them can be shown before they run: nothing runs of a file that has more. */
const LONGEST_COMMAND = 1_000;
const LONGEST_ENVIRONMENT = 3_000;
const MOST_VARIABLES = 30;

/** What is not seen is written as its number, and a row of spaces as a count. */
const SPELLED_OUT = new RegExp(`${NOT_PLAIN}| {4,}`, 'gu');
const shownLength = (text: string): number => text.length + 12 * (text.match(SPELLED_OUT)?.length ?? 0);

type Field = keyof ProjectFile;

/** No system takes it in a command or a variable, where it stands for the end. JSON may spell it out. */
const NUL = '\0';

/** What each field must be, where it is said at all. By hand: this is read in browsers too, where a validator would be half of the page. */
const RULES: Readonly<Record<Field, { readonly holds: (value: unknown) => boolean; readonly rule: string }>> = {
  project: { holds: isText, rule: 'must be the id of a project' },
  start: { holds: isCommand, rule: 'must be a command on one line' },
  build: { holds: isCommand, rule: 'must be a command on one line' },
  environment: {
    holds: (value) =>
      isObject(value) &&
      Object.entries(value).every(([name, text]) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && isText(text) && !text.includes(NUL)),
    rule: 'must give each variable a text',
  },
  startSeconds: { holds: isSeconds, rule: 'must be a number of seconds from 1 to 600' },
  stopSeconds: { holds: isSeconds, rule: 'must be a number of seconds from 1 to 600' },
  services: { holds: (value) => isListOf(value, isServiceKind), rule: `must be a list of ${serviceKinds.join(', ')}` },
};

function isCommand(value: unknown): boolean {
  return isText(value) && value.trim() !== '' && !/[\r\n]/.test(value.trim()) && !value.includes(NUL);
}

function isSeconds(value: unknown): boolean {
  return typeof value === 'number' && value >= 1 && value <= 600;
}

const isServiceKind = (value: unknown): value is ServiceKind => serviceKinds.some((kind) => kind === value);

/**
 * Reads the text of a repo's `.backend-roadmap.json`. It may have comments, and a byte-order mark, as some editors write one. Fields that
 * are not known are passed over. @throws ProjectFileError
 */
export function parseProjectFile(text: string): ProjectFile {
  // Every other byte of what is read as UTF-8.
  if (text.includes(NUL)) throw new ProjectFileError('it is not UTF-8: save it with that encoding');
  let value: unknown;
  try {
    value = JSON.parse(stripComments(text.replace(/^\uFEFF/, ''), ' '));
  } catch (error) {
    throw new ProjectFileError(`it is not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  if (!isObject(value)) throw new ProjectFileError('it is not a JSON object');
  const fields = value;
  for (const [field, { holds, rule }] of Object.entries(RULES)) {
    if (fields[field] !== undefined && !holds(fields[field])) throw new ProjectFileError(`"${field}" ${rule}`);
  }
  const { project, start, build, environment = {}, services = [], startSeconds, stopSeconds } = fields as Partial<ProjectFile>;
  assertShowable({ start, build, environment });
  const limits = { ...(startSeconds !== undefined && { startSeconds }), ...(stopSeconds !== undefined && { stopSeconds }) };
  return { project, start: start?.trim(), build: build?.trim(), environment, services: [...new Set(services)], ...limits };
}

/** What nobody can be shown whole, nobody can agree to. @throws ProjectFileError */
function assertShowable({ start = '', build = '', environment }: Pick<ProjectFile, 'start' | 'build' | 'environment'>): void {
  const tooMuch = (what: string, most: string) => new ProjectFileError(`${what} more than can be shown before it runs (${most})`);
  for (const [field, command] of Object.entries({ start, build })) {
    if (shownLength(command.trim()) > LONGEST_COMMAND) throw tooMuch(`"${field}" is`, `${LONGEST_COMMAND} characters`);
  }
  const excess = environmentExcess(environment);
  if (excess !== undefined) throw tooMuch('"environment" is', excess);
}

/** How much of variables can be shown, when these are more; else undefined. */
export function environmentExcess(environment: ProjectFile['environment']): string | undefined {
  const variables = Object.entries(environment);
  const length = variables.reduce((sum, [name, value]) => sum + name.length + shownLength(value), 0);
  const isTooMuch = variables.length > MOST_VARIABLES || length > LONGEST_ENVIRONMENT;
  return isTooMuch ? `${MOST_VARIABLES} variables, ${LONGEST_ENVIRONMENT} characters` : undefined;
}

/** The id of the project and its start command, without which nothing can be started. @throws ProjectFileError */
export function startOf({ project, start }: ProjectFile): { readonly project: string; readonly start: string } {
  const id = projectOf({ project });
  if (start === undefined) throw new ProjectFileError(`"start" ${RULES.start.rule}`);
  return { project: id, start };
}

/** The id of the project. @throws ProjectFileError */
export function projectOf({ project }: Pick<ProjectFile, 'project'>): string {
  if (project === undefined) throw new ProjectFileError(`"project" ${RULES.project.rule}`);
  return project;
}
