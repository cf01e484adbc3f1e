import type { ProjectFile } from './projectFile';

/** What of a project's file decides what runs: this is what somebody agrees to, whatever else the file says and in whichever order. */
type Decisive = Pick<ProjectFile, 'project' | 'start' | 'build' | 'environment'>;

/** What stands for it, in the memory of consents and on the way to the runner, which reads the file itself and runs nothing else. */
export async function digestOf({ project, start, build, environment }: Decisive): Promise<string> {
  const variables = Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256([project ?? null, build ?? null, start ?? null, variables]);
}

async function sha256(value: unknown): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(value))));
  return `sha256:${[...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** What stands for a debug configuration, whatever its language makes of it. */
export const consentToDebug = async (configuration: object): Promise<string> => `debug ${await sha256(configuration)}`;

/** What stands for the command that installs dependencies. */
export const consentToInstall = (command: string): string => `install ${command}`;

/** A file that lies beside a project's own, by its name. */
export interface BesideFile {
  readonly path: string;
  readonly text: string;
}

/**
 * What stands for a project as it was made by us, which needs no word: its own file, and those beside it that its commands read. Once one of
 * them is other than it was made, it stands for nothing.
 */
export async function consentToMade(file: Decisive, beside: readonly BesideFile[]): Promise<string> {
  const files = beside.map(({ path, text }) => [path, text] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${MADE}${await sha256([await digestOf(file), files])}`;
}

const MADE = 'made ';

export const isConsentToMade = (kept: string): boolean => kept.startsWith(MADE);

/** How what later versions keep begins: no command of a file may be taken for it. */
const OF_LATER = /^(?:install |debug |sha256:|made )/;

/**
 * How version 0.1.0 kept a consent: it showed and kept the commands alone. Undefined for a file that also sets variables, to which nobody
 * has agreed then, and for commands that read like another consent.
 */
export function consentOf010({ start = '', build, environment }: Decisive): string | undefined {
  const commands = [...(build === undefined ? [] : [build]), start].join('\n');
  return Object.keys(environment).length > 0 || OF_LATER.test(commands) ? undefined : commands;
}
