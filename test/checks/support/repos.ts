import { existsSync, readFileSync } from 'node:fs';
import { cp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { transform } from 'esbuild';
import { parse } from 'yaml';
import { installedModules } from '../../support/installedModules';
import { repoRoot } from '../../support/paths';
import { run } from '../../support/processes';
import { makeTemporary } from '../../support/temporary';
import { packedModules } from './packedModules';

/** The repo as it is scaffolded, with the whole solution laid over it, or with that of the stages up to one. */
export type Form = 'starter' | 'solution' | { readonly upTo: string };

const LEFT_BY_RUNNING = ['node_modules', '.data'];
/** What no patch changes and no program writes to. */
const SHARED = ['node_modules', 'generated'];

/** A program that lives for a second has no use for code that was optimized: leaving that out halves what it costs. */
const SHORT_LIVED = '--no-opt --liftoff-only';

export const projectFolder = (id: string): string => join(repoRoot, 'roadmap/backend/projects', id);

/** Makes a repo of a project in a folder of its own, ready to be started. */
export async function makeRepo(id: string, form: Form): Promise<string> {
  const folder = await copyForm(id, form);
  await symlink(await installedModules(folder), join(folder, 'node_modules'), 'junction');
  return folder;
}

async function copyForm(id: string, form: Form): Promise<string> {
  const folder = makeTemporary(`checks-${id}`);
  const project = projectFolder(id);
  await copyInto(join(project, 'starter'), folder);
  for (const stage of solvedStages(id, form)) {
    const overlay = join(project, 'solution', stage);
    if (existsSync(overlay)) await copyInto(overlay, folder);
  }
  return folder;
}

function solvedStages(id: string, form: Form): string[] {
  if (form === 'starter') return [];
  const { stages } = parse(readFileSync(join(projectFolder(id), 'project.yaml'), 'utf8')) as { stages: { id: string }[] };
  const ids = stages.map((stage) => stage.id);
  return form === 'solution' ? ids : ids.slice(0, ids.indexOf(form.upTo) + 1);
}

const copyInto = (from: string, to: string): Promise<void> =>
  cp(from, to, { recursive: true, filter: (source) => dirname(source) !== from || !LEFT_BY_RUNNING.includes(basename(source)) });

/**
 * Of a project, what programs that are started again and again are made of: its TypeScript is made JavaScript once, each package that it
 * imports is one file, and Node.js starts that as it is. It is the same program, without the second or two that a start takes otherwise.
 */
export async function makeMould(id: string, form: Form): Promise<string> {
  const folder = await copyForm(id, form);
  await symlink(await packedModules(folder, await installedModules(folder)), join(folder, 'node_modules'), 'junction');
  // What the start command makes before it starts.
  const generate = join(folder, 'scripts/generate.mjs');
  if (existsSync(generate)) await run(process.execPath, [generate], { cwd: folder });
  await transpile(await filesIn(join(folder, 'src'), '.ts'));
  await setStart(folder, `node ${SHORT_LIVED} src/server.js`);
  return folder;
}

/** A program like the one of a mould, in a folder of its own. */
export async function makeCast(mould: string): Promise<string> {
  const folder = makeTemporary('cast');
  for (const entry of await readdir(mould)) {
    const [from, to] = [join(mould, entry), join(folder, entry)];
    if (SHARED.includes(entry)) await symlink(from, to, 'junction');
    else if (entry !== '.data') await cp(from, to, { recursive: true });
  }
  return folder;
}

/**
 * The same program, which is right but does what the texts leave open in another way: see `otherStyle.mjs`, and the patch of its project in
 * `test/variations`, if there is one.
 */
export async function makeVariation(id: string, mould: string): Promise<string> {
  const patch = join(repoRoot, 'test/variations', `${id}.patch`);
  const folder = existsSync(patch) ? await makeMutant(mould, patch) : await makeCast(mould);
  await cp(join(repoRoot, 'test/checks/support/otherStyle.mjs'), join(folder, 'otherStyle.mjs'));
  await setStart(folder, `node ${SHORT_LIVED} --import ./otherStyle.mjs src/server.js`);
  return folder;
}

async function setStart(folder: string, start: string): Promise<void> {
  const file = join(folder, '.backend-roadmap.json');
  const about = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  await writeFile(file, JSON.stringify({ ...about, start }));
}

/** The same with a change in its sources: a patch that `git apply` understands. */
export async function makeMutant(mould: string, patch: string): Promise<string> {
  const folder = await makeCast(mould);
  await applyPatch(folder, patch);
  const changed = [...(await readFile(patch, 'utf8')).matchAll(/^\+\+\+ b\/(src\/\S+\.ts)/gm)];
  await transpile(changed.map(([, file = '']) => join(folder, file)));
  return folder;
}

/** Changes files of a folder as a patch says, in its own paths, also inside a Git repository. */
export async function applyPatch(folder: string, patch: string): Promise<void> {
  const environment = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(folder) };
  await run('git', ['apply', '--whitespace=nowarn', patch], { cwd: folder, env: environment });
}

async function filesIn(folder: string, ending: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && entry.name.endsWith(ending)).map((entry) => join(entry.parentPath, entry.name));
}

/** Writes beside each file what Node.js runs of it, which imports the others as they are written there. */
async function transpile(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const { code } = await transform(await readFile(file, 'utf8'), { loader: 'ts', format: 'esm', target: 'node20', sourcefile: file });
    const imports = /(\bfrom |\bimport |\bimport\()"(\.{1,2}\/[^"]+)\.ts"/g;
    await writeFile(file.replace(/\.ts$/, '.js'), code.replace(imports, '$1"$2.js"'));
  }
}
