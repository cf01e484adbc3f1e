import { execFile } from 'node:child_process';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ContentError } from '../content/compile/sourceFiles';
import type { Project } from '../content/schema';
import type { PackedProject, StarterFile } from '../content/starter';

/** What running a starter leaves in its folder, and nobody wants to be given. */
const REFUSED = new Map([
  ['node_modules', 'packages are installed by the learner'],
  ['.env', 'settings of a machine, perhaps secrets; write .env.example'],
  ['.data', 'data of a service that ran here'],
  ['.git', 'the learner begins a history of their own'],
]);

/** No file of a starter is as large: a larger one got there by mistake. */
const MAX_FILE = 300_000;

const git = promisify(execFile);

/** A project of the roadmap, as far as it says what belongs into its folder. */
type StagedProject = Pick<Project, 'id'> & { readonly stages: readonly Pick<Project['stages'][number], 'id'>[] };

/** What is packed of each project that has a `starter/`, by its id. @throws Error that names every file that cannot be packed and why. */
export async function packStarters(roadmapFolder: string, projects: readonly StagedProject[]): Promise<Map<string, PackedProject>> {
  const stagesOf = ({ stages }: StagedProject) => stages.map(({ id }) => id);
  const packed = await Promise.all(projects.map((one) => packProject(join(roadmapFolder, 'projects', one.id), stagesOf(one))));
  return new Map(projects.flatMap(({ id }, at) => (packed[at] ? [[id, packed[at]] as const] : [])));
}

/**
 * The files of one project's folder: those of `starter/`, and of `solution/<stage id>/` for each of its stages that has such a folder.
 * Undefined when it has no starter. @throws Error that names what cannot be packed.
 */
export async function packProject(folder: string, stages: readonly string[]): Promise<PackedProject | undefined> {
  const problems: string[] = [];
  const read = (part: string) => readTree(join(folder, part), problems);
  const [files, ...solved] = await Promise.all(['starter', ...stages.map((stage) => join('solution', stage))].map(read));
  for (const name of await namesIn(join(folder, 'solution'))) {
    if (!stages.includes(name)) problems.push(`${join(folder, 'solution', name)}: a solution has a folder for each stage, and no other`);
  }
  if (problems.length > 0) throw new ContentError('A starter holds what cannot be packed', problems.sort());
  return files && { files, solution: stages.map((stage, at) => ({ stage, files: solved[at] ?? [] })) };
}

const namesIn = async (folder: string): Promise<string[]> => ((await exists(folder)) ? readdir(folder) : []);

/** Every file below a folder, sorted by path; undefined when there is no such folder. */
async function readTree(root: string, problems: string[]): Promise<StarterFile[] | undefined> {
  if (!(await exists(root))) return undefined;
  const ignored = await ignoredIn(root);
  const files: StarterFile[] = [];
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    await Promise.all(
      entries.map(async (entry) => {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (ignored.has(path)) return;
        const refused = REFUSED.get(entry.name);
        if (refused !== undefined) problems.push(`${join(root, path)}: ${entry.name} is not part of a starter (${refused})`);
        else if (entry.isDirectory()) await walk(path);
        else if (!entry.isFile()) problems.push(`${join(root, path)}: only plain files can be packed, no links and no devices`);
        else await readPlainFile(root, path, files, problems);
      }),
    );
  };
  await walk('');
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function readPlainFile(root: string, path: string, files: StarterFile[], problems: string[]): Promise<void> {
  const file = join(root, path);
  const { size, mode } = await lstat(file);
  // `workspace.fs`, by which starters are written everywhere, can set no mode.
  if (process.platform !== 'win32' && (mode & 0o111) !== 0) problems.push(`${file}: an executable file loses its mode; start it by npm`);
  else if (size > MAX_FILE) problems.push(`${file}: has ${size} bytes, more than the ${MAX_FILE} that a starter's file may have`);
  else {
    const text = textOf(await readFile(file));
    if (text === undefined) problems.push(`${file}: is not UTF-8 text, and only text can be packed`);
    else files.push({ path, text });
  }
}

/** The text, or undefined when these bytes are none: they must come back as they were. */
function textOf(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8');
  return !text.includes('\0') && Buffer.from(text, 'utf8').equals(bytes) ? text : undefined;
}

/**
 * What git leaves out below a folder, with the starter's own `.gitignore`: someone who has tried a starter where it lies has
 * packages and data there. Outside of git nothing is left out, and what does not belong there is refused.
 */
async function ignoredIn(root: string): Promise<ReadonlySet<string>> {
  const list = ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '-z', '.'];
  return git('git', list, { cwd: root }).then(
    ({ stdout }) => new Set(stdout.split('\0').map((path) => path.replace(/\/$/, ''))),
    () => new Set<string>(),
  );
}

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );
