import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { InstalledVscode } from './install';
import { readIdentity } from './paths';
import { run } from './processes';
import { dataArguments, serverEnvironment } from './serverArguments';

/** What a developer's folder holds besides the extension itself. */
const notPartOfExtension = new Set(['node_modules', '.git', '.vscode', '.ci', 'src', 'test', 'roadmap']);

/**
 * Makes `extensions` the ones that are installed in a data folder. VS Code must not be running on it. Starting from an empty
 * folder each time, because VS Code remembers the manifest of a version that it has seen.
 */
export async function installExtensions(vscode: InstalledVscode, dataDir: string, extensions: string[]): Promise<void> {
  const installed = join(dataDir, 'ext');
  await rm(installed, { recursive: true, force: true });
  await rm(join(dataDir, 'data/CachedProfilesData'), { recursive: true, force: true });
  await mkdir(installed, { recursive: true });
  const packages = extensions.filter((extension) => extension.endsWith('.vsix'));
  for (const extension of packages) {
    await run(vscode.node, [vscode.serverMain, '--install-extension', extension, ...dataArguments(dataDir)], {
      cwd: dataDir,
      env: serverEnvironment(),
    });
  }
  const folders = extensions.filter((extension) => !extension.endsWith('.vsix'));
  for (const extension of folders) {
    const { id, version } = readIdentity(extension);
    const name = `${id}-${version}`;
    await cp(extension, join(installed, name), {
      recursive: true,
      filter: (source) => !(notPartOfExtension.has(basename(source)) && join(source, '..') === join(extension)),
    });
    await addToList(installed, { id, version, name });
  }
}

/**
 * Without a list of what is installed, VS Code looks for folders when it starts. The installation of a package writes one, and
 * a folder that is not on it is taken for one that was removed.
 */
async function addToList(installed: string, { id, version, name }: { id: string; version: string; name: string }): Promise<void> {
  const file = join(installed, 'extensions.json');
  if (!existsSync(file)) return;
  const list = JSON.parse(await readFile(file, 'utf8')) as unknown[];
  const location = { $mid: 1, path: join(installed, name), scheme: 'file' };
  await writeFile(file, JSON.stringify([...list, { identifier: { id }, version, location, relativeLocation: name }]));
}
