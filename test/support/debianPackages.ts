import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './processes';

/** A program that tests need and npm does not have. */
export interface DebianProgram {
  name: string;
  /** The package of Debian and its like that brings it. */
  package: string;
  /** Where it lies when it is not on the PATH; the last of them wins. */
  folders?: () => string[];
}

export const redisServer: DebianProgram = { name: 'redis-server', package: 'redis-server' };

/** Debian keeps the servers of several versions side by side, and none of them on the PATH. */
export const postgresInit: DebianProgram = { name: 'initdb', package: 'postgresql', folders: () => postgresFolders('/usr/lib/postgresql') };

/** Finds a program, installing its package when it is missing. @throws Error that says what to install where that cannot be done. */
export async function findProgram(program: DebianProgram): Promise<string> {
  const found = lookFor(program);
  if (found !== undefined) return found;
  await install(program);
  const installed = lookFor(program);
  if (installed === undefined) throw new Error(`${program.package} was installed, but there is no ${program.name}`);
  return installed;
}

/** The folders of Debian's PostgreSQL, the newest version last. */
export function postgresFolders(root: string): string[] {
  if (!existsSync(root)) return [];
  const versions = readdirSync(root).filter((name) => /^\d+$/.test(name));
  return versions.sort((a, b) => Number(a) - Number(b)).map((version) => join(root, version, 'bin'));
}

function lookFor({ name, folders }: DebianProgram): string | undefined {
  const onPath = (process.env['PATH'] ?? '').split(delimiter);
  const places = [...(folders?.() ?? []).reverse(), ...onPath.filter((folder) => folder !== '')];
  return places.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

async function install({ name, package: wanted }: DebianProgram): Promise<void> {
  const advice = `These tests run on the real ${name}: install it ("apt-get install ${wanted}", or its like on your system)`;
  if (!existsSync('/usr/bin/apt-get')) throw new Error(`${advice}.`);
  process.stderr.write(`Installing Debian's ${wanted} (once per machine) …\n`);
  try {
    const before = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    await aptGet(before, ['update']);
    await aptGet(before, ['install', '--yes', '--no-install-recommends', wanted]);
  } catch (error) {
    throw new Error(`${advice}; it could not be installed by itself: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

async function aptGet(before: string[], words: string[]): Promise<void> {
  // RUNLEVEL=1 keeps the package from starting a server of its own; the timeout waits for another installation to end.
  const settings = ['env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1'];
  const [program = '', ...args] = [...before, ...settings, 'apt-get', '--quiet', '-o', 'DPkg::Lock::Timeout=300', ...words];
  await run(program, args, {});
}
