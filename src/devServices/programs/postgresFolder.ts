import { execFile } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { localPassword, localUser } from '../../content/serviceKinds';
import { besideProgram, type FoundProgram, type User } from './serverProcess';

const run = promisify(execFile);

/** Debian and its like keep the servers of several versions side by side, and none of them on the PATH: their folders, the newest first. */
export function debianFolders(root = '/usr/lib/postgresql'): string[] {
  if (!existsSync(root)) return [];
  const versions = readdirSync(root).filter((name) => /^\d+$/.test(name));
  return versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(root, version, 'bin'));
}

/** As whom PostgreSQL is to be run: it refuses to run as root. @throws Error when there is nobody, or nobody who can reach the folder. */
export async function postgresUser(folder: string): Promise<User | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const id = async (which: '-u' | '-g'): Promise<number> => Number((await run('id', [which, 'postgres'])).stdout);
  const user = await Promise.all([id('-u'), id('-g')]).catch(() => undefined);
  if (user === undefined) throw new Error('it does not run as root, and there is no user postgres to run it as');
  for (let above = dirname(folder); ; above = dirname(above)) {
    if ((statSync(above).mode & 0o001) === 0) {
      throw new Error(`it does not run as root, and the user postgres may not enter ${above}`);
    }
    if (above === dirname(above)) return { uid: user[0], gid: user[1] };
  }
}

/** Makes a folder a database cluster, once. @throws Error when it is one of another version, or cannot be made one. */
export async function prepareCluster(program: FoundProgram, folder: string, user: User | undefined): Promise<void> {
  const marker = join(folder, 'PG_VERSION');
  if (existsSync(marker)) {
    const version = readFileSync(marker, 'utf8').trim();
    if (version !== program.major) throw new Error(`its data was made by PostgreSQL ${version}`);
    return;
  }
  const initdb = besideProgram(program.path, 'initdb');
  if (initdb === undefined) throw new Error('there is no initdb beside it');
  // What was begun and not finished must not look like a cluster. The server itself syncs what it writes; initdb need not, for minutes on some disks.
  const [fresh, password] = [`${folder}.new`, `${folder}.password`];
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  if (user) chownSync(fresh, user.uid, user.gid);
  writeFileSync(password, `${localPassword}\n`, { mode: 0o600 });
  if (user) chownSync(password, user.uid, user.gid);
  const settings = [`--username=${localUser}`, '--auth-local=trust', '--auth-host=scram-sha-256', '--encoding=UTF8', ...locale()];
  try {
    await run(initdb, ['--pgdata=.', '--no-sync', `--pwfile=${password}`, ...settings], { cwd: fresh, ...user });
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`initdb failed: ${sentenceOf(error)}`, { cause: error });
  } finally {
    rmSync(password, { force: true });
  }
  rmdirSync(folder);
  renameSync(fresh, folder);
}

/** Whether the server of a cluster takes connections, by what it writes about itself as `pg_ctl` reads it. */
export function isClusterReady(folder: string): boolean {
  const file = join(folder, 'postmaster.pid');
  return existsSync(file) && readFileSync(file, 'utf8').split('\n')[7]?.trim() === 'ready';
}

/** Upper and lower case of all languages, as far as the system has such a locale. */
function locale(): string[] {
  if (process.platform === 'win32') return [];
  return [`--locale=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`];
}

function sentenceOf(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  const line = said.split('\n').find((text) => text.includes('error:')) ?? (error instanceof Error ? error.message : String(error));
  return (line.split('\n')[0] ?? '').replace(/^.*error: /, '');
}
