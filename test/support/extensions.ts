import { cp, mkdir, rm } from 'node:fs/promises';
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
  // Folders last: an installation writes a list, and VS Code looks for further folders when it starts.
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
    await cp(extension, join(installed, `${id}-${version}`), {
      recursive: true,
      filter: (source) => !(notPartOfExtension.has(basename(source)) && join(source, '..') === join(extension)),
    });
  }
}
