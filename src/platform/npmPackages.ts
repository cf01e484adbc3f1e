import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The packages that a folder's `package.json` names and that are found in no `node_modules` from there upwards. */
export async function missingPackages(folder: string): Promise<string[]> {
  // Yarn's Plug'n'Play keeps packages elsewhere.
  if (await isThere(join(folder, '.pnp.cjs'))) return [];
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
  const names = dependenciesOf(text);
  const found = await Promise.all(names.map((name) => isInstalled(folder, name)));
  return names.filter((_, index) => found[index] !== true);
}

/** What cannot be read has no dependencies: npm itself says best what is wrong with it. */
function dependenciesOf(text: string): string[] {
  try {
    const { dependencies } = JSON.parse(text) as { dependencies?: unknown };
    return typeof dependencies === 'object' && dependencies !== null ? Object.keys(dependencies) : [];
  } catch {
    return [];
  }
}

async function isInstalled(folder: string, name: string): Promise<boolean> {
  if (await isThere(join(folder, 'node_modules', name))) return true;
  const parent = dirname(folder);
  return parent !== folder && isInstalled(parent, name);
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
