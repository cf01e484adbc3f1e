import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { PackedProject, StarterFile } from '../../../src/content/starter';
import { installedModules } from '../../support/installedModules';
import { scaffoldAll } from './scaffold';
import { timed } from './timings';

/** The repo as it was scaffolded, or with the solution laid over it. */
export type Form = 'starter' | 'finished';

/** What running a project leaves in its folder. */
const LEFT_BY_RUNNING = ['node_modules', 'generated', '.data'];

const modules = new Map<string, Promise<string>>();

/** The packages of a project, as its scaffolded repo says them. */
export function modulesOf(id: string): Promise<string> {
  const known = modules.get(id);
  if (known) return known;
  const installed = scaffoldAll().then(({ parent }) => timed(id, 'npm ci', () => installedModules(join(parent, id))));
  modules.set(id, installed);
  return installed;
}

/** A copy of the scaffolded repo, with its packages, in which something can run beside what runs in the others. */
export async function copyRepo(id: string, form: Form, purpose: string): Promise<string> {
  const { parent } = await scaffoldAll();
  const original = join(parent, id);
  const folder = join(parent, `${id} ${form} ${purpose}`);
  await cp(original, folder, {
    recursive: true,
    filter: (source) => dirname(source) !== original || !LEFT_BY_RUNNING.includes(basename(source)),
  });
  if (form === 'finished') for (const { files } of (await packedProject(id)).solution) await writeFiles(folder, files);
  await symlink(await installedModules(folder), join(folder, 'node_modules'), 'junction');
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
