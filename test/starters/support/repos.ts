import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { PackedProject, StarterFile } from '../../../src/content/starter';
import { runIn } from './programs';
import { scaffoldAll } from './scaffold';
import { timed } from './timings';

/** The repo as it was scaffolded, or with the solution laid over it. */
export type Form = 'starter' | 'finished';

/** What running a project leaves in its folder. */
const LEFT_BY_RUNNING = ['node_modules', 'generated', '.data'];

const npmCi = ['npm', 'ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
const installed = new Map<string, Promise<string>>();

/** The scaffolded repo of a project, with its packages installed; once for the whole run. */
export function installedRepo(id: string): Promise<string> {
  const known = installed.get(id);
  if (known) return known;
  const repo = scaffoldAll().then(async ({ parent }) => {
    const folder = join(parent, id);
    await timed(id, 'npm ci', () => runIn(folder, npmCi));
    return folder;
  });
  installed.set(id, repo);
  return repo;
}

/** A copy of that repo, in which something can run beside what runs in the others. Its packages are the same ones on the disk. */
export async function copyRepo(id: string, form: Form, purpose: string): Promise<string> {
  const original = await installedRepo(id);
  const { solution } = await packedProject(id);
  const folder = join(dirname(original), `${id} ${form} ${purpose}`);
  await cp(original, folder, {
    recursive: true,
    filter: (source) => dirname(source) !== original || !LEFT_BY_RUNNING.includes(basename(source)),
  });
  if (form === 'finished') await writeFiles(folder, solution);
  const needsOthers = form === 'finished' && solution.some(({ path }) => path === 'package-lock.json');
  if (needsOthers) await timed(id, 'npm ci, finished', () => runIn(folder, npmCi));
  else await symlink(join(original, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

/** What the installed package brings for a project. */
export async function packedProject(id: string): Promise<PackedProject> {
  const { packed } = await scaffoldAll();
  const project = packed.get(id);
  if (!project) throw new Error(`the package brings nothing for ${id}`);
  return project;
}

async function writeFiles(folder: string, files: readonly StarterFile[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
