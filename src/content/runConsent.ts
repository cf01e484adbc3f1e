import type { ProjectFile } from './projectFile';

/** What of a project's file decides what runs: this is what somebody agrees to, whatever else the file says and in whichever order. */
type Decisive = Pick<ProjectFile, 'project' | 'start' | 'build' | 'environment'>;

/** What stands for it, in the memory of consents and on the way to the runner, which reads the file itself and runs nothing else. */
export async function digestOf({ project, start, build, environment }: Decisive): Promise<string> {
  const variables = Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([project ?? null, build ?? null, start ?? null, variables]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return `sha256:${[...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** What stands for the command that installs dependencies. */
export const consentToInstall = (command: string): string => `install ${command}`;

/** How what later versions keep begins: no command of a file may be taken for it. */
const OF_LATER = /^(?:install |sha256:)/;

/**
 * How version 0.1.0 kept a consent: it showed and kept the commands alone. Undefined for a file that also sets variables, to which nobody
 * has agreed then, and for commands that read like another consent.
 */
export function consentOf010({ start = '', build, environment }: Decisive): string | undefined {
  const commands = [...(build === undefined ? [] : [build]), start].join('\n');
  return Object.keys(environment).length > 0 || OF_LATER.test(commands) ? undefined : commands;
}
