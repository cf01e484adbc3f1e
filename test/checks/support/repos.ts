import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { cacheRoot, repoRoot } from '../../support/paths';
import { run } from '../../support/processes';
import { makeTemporary } from '../../support/temporary';

/** The repo as it is scaffolded, or with the solution laid over it. */
export type Form = 'starter' | 'solution';

const LEFT_BY_RUNNING = ['node_modules', '.data'];

export const projectFolder = (id: string): string => join(repoRoot, 'roadmap/backend/projects', id);

/** Makes a repo of a project in a folder of its own, ready to be started. */
export async function makeRepo(id: string, form: Form): Promise<string> {
  const folder = makeTemporary(`checks-${id}`);
  for (const part of form === 'solution' ? ['starter', 'solution'] : ['starter']) await copyInto(join(projectFolder(id), part), folder);
  await symlink(await installedPackages(id), join(folder, 'node_modules'), 'junction');
  return folder;
}

/** A copy of a repo, with what its start has made there, and a change: a patch that `git apply` understands. */
export async function makeMutant(repo: string, patch: string): Promise<string> {
  const folder = makeTemporary('mutant');
  await copyInto(repo, folder);
  await symlink(join(repo, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await run('git', ['apply', '--whitespace=nowarn', patch], {
    cwd: folder,
    env: { ...process.env, GIT_CEILING_DIRECTORIES: dirname(folder) },
  });
  return folder;
}

const copyInto = (from: string, to: string): Promise<void> =>
  cp(from, to, { recursive: true, filter: (source) => dirname(source) !== from || !LEFT_BY_RUNNING.includes(basename(source)) });

/** The packages that a project's lock file names, installed once per machine. */
async function installedPackages(id: string): Promise<string> {
  const files = ['package.json', 'package-lock.json'].map((name) => join(projectFolder(id), 'starter', name));
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file));
  const folder = join(cacheRoot(), 'projects', `${id}-${hash.digest('hex').slice(0, 12)}`);
  if (!existsSync(folder)) {
    await mkdir(dirname(folder), { recursive: true });
    const building = await mkdtemp(`${folder}.`);
    for (const file of files) await cp(file, join(building, basename(file)));
    await run('npm', ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: building });
    // Of two that install at once, one is first.
    await rename(building, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  }
  return join(folder, 'node_modules');
}
