import { existsSync, readdirSync } from 'node:fs';
import { cp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { parseProjectFile, PROJECT_FILE } from '../../src/content/projectFile';
import { applyPatch } from '../checks/support/repos';
import { makeOnce, npm } from '../support/installedModules';
import { repoRoot } from '../support/paths';
import { run } from '../support/processes';
import { makeTemporary } from '../support/temporary';

const ROOT = join(repoRoot, 'test/frameworks');
/** Faults of beginners, beside the program that they are put into. */
const MISTAKES = 'mistakes';

/** What programs in a language are installed and built with. */
interface Toolchain {
  readonly name: string;
  /** The files that say what a program depends on; the first tells its language. */
  readonly manifests: readonly string[];
  /** Commands that print a version where the toolchain is there. */
  readonly needs: readonly string[];
  /** Installs what the manifests name into a folder that has them. */
  readonly install?: (folder: string) => Promise<unknown>;
  /** What installing and building put there. */
  readonly makes: readonly string[];
}

const shell = (command: string, cwd: string): Promise<string> => run(command, [], { cwd, shell: true });

const TOOLCHAINS: readonly Toolchain[] = [
  {
    name: 'Node.js',
    manifests: ['package.json', 'package-lock.json'],
    needs: ['npm --version'],
    install: (folder) => npm(folder, 'ci'),
    makes: ['node_modules', 'dist'],
  },
  {
    name: 'Python with venv and pip',
    manifests: ['requirements.txt'],
    needs: ['python3 -c "import venv, ensurepip"'],
    install: (folder) => shell('python3 -m venv .venv && .venv/bin/python -m pip install --quiet -r requirements.txt', folder),
    makes: ['.venv'],
  },
  { name: 'Go', manifests: ['go.mod', 'go.sum'], needs: ['go version'], makes: ['bin'] },
  { name: 'Java with Maven', manifests: ['pom.xml'], needs: ['javac -version', 'mvn --version'], makes: ['target'] },
  { name: 'Rust', manifests: ['Cargo.toml', 'Cargo.lock'], needs: ['cargo --version'], makes: ['target'] },
];

/** Nothing of a program's own. */
const LEFT_BY_RUNNING = [...TOOLCHAINS.flatMap(({ makes }) => makes), '.data', '__pycache__'];

/** The frameworks there is a program of, by the names of their folders. */
export const frameworks = (): string[] =>
  readdirSync(ROOT, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

const folderOf = (framework: string): string => join(ROOT, framework);
/** Where the patches of what beginners do wrong in a framework are, if anywhere. */
export const mistakesOf = (framework: string): string => join(folderOf(framework), MISTAKES);

function toolchainOf(framework: string): Toolchain {
  const found = TOOLCHAINS.find(({ manifests: [manifest = ''] }) => existsSync(join(folderOf(framework), manifest)));
  if (!found) throw new Error(`test/frameworks/${framework} has no ${TOOLCHAINS.map(({ manifests }) => manifests[0]).join(', ')}`);
  return found;
}

const looked = new Map<string, Promise<boolean>>();

/** The toolchain that a framework needs and that is not on this machine; undefined when it is. */
export async function missingFor(framework: string): Promise<string | undefined> {
  const { name, needs } = toolchainOf(framework);
  const isThere = looked.get(name) ?? areThere(needs);
  looked.set(name, isThere);
  return (await isThere) ? undefined : name;
}

async function areThere(needs: readonly string[]): Promise<boolean> {
  for (const command of needs) {
    const answers = await shell(command, ROOT).then(
      () => true,
      () => false,
    );
    if (!answers) return false;
  }
  return true;
}

/** Installs what the program of a framework depends on and builds it, once per machine, and says where that is: never to be changed. */
export async function installed(framework: string): Promise<string> {
  const { manifests, install } = toolchainOf(framework);
  const source = folderOf(framework);
  const { build } = parseProjectFile(await readFile(join(source, PROJECT_FILE), 'utf8'));
  const named = manifests.map((name) => join(source, name));
  const files = build === undefined ? named : (await sourcesOf(source)).filter((file) => basename(file) !== PROJECT_FILE);
  const key = await Promise.all(files.map(async (file) => `${relative(source, file)}\n${await readFile(file, 'utf8')}`));
  const advice = 'Check that the registry of its packages is reachable and the disk not full.';
  return makeOnce(join('frameworks', framework), [...key, build ?? ''], advice, async (target) => {
    for (const file of files) await cp(file, join(target, relative(source, file)));
    await install?.(target);
    if (build !== undefined) await shell(build, target);
  });
}

/** The program of a framework in a folder of its own, or one with the mistake of a patch, ready to be started. */
export async function makeProgram(framework: string, patch?: string): Promise<string> {
  const folder = await copyProgram(framework);
  const ready = await installed(framework);
  for (const made of toolchainOf(framework).makes.filter((name) => existsSync(join(ready, name)))) {
    await symlink(join(ready, made), join(folder, made), 'junction');
  }
  const about = join(folder, PROJECT_FILE);
  const { build, ...rest } = JSON.parse(await readFile(about, 'utf8')) as Record<string, unknown>;
  if (patch !== undefined && build !== undefined) throw new Error(`${patch} is for a program that is built once: it would change nothing`);
  await writeFile(about, JSON.stringify(rest));
  if (patch !== undefined) await applyPatch(folder, patch);
  return folder;
}

/** The program of a framework as it is cloned: nothing is installed yet. */
export async function copyProgram(framework: string): Promise<string> {
  const [source, folder] = [folderOf(framework), makeTemporary(`frameworks-${framework}`)];
  for (const file of await sourcesOf(source)) await cp(file, join(folder, relative(source, file)));
  return folder;
}

async function sourcesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const kept = entries.filter(({ name }) => !LEFT_BY_RUNNING.includes(name) && basename(name) !== MISTAKES);
  const inside = kept.map(async (entry) => (entry.isDirectory() ? sourcesOf(join(folder, entry.name)) : [join(folder, entry.name)]));
  return (await Promise.all(inside)).flat().sort();
}
