import { existsSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repoRoot } from './paths';
import { run } from './processes';

/**
 * Builds the extension into a temporary folder of its own, around another roadmap when one is given, as it is shipped unless other
 * options say how. The caller removes the folder.
 */
export async function buildVariant(roadmapFolder = join(repoRoot, 'roadmap/backend'), how = ['--production']): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'backend-roadmap-variant-'));
  for (const part of ['package.json', 'package.nls.json', 'media']) await cp(join(repoRoot, part), join(folder, part), { recursive: true });
  // What the build would make anew and only projects need: to compress the built-in PostgreSQL takes a third of a small build.
  const packed = 'dist/devServices/pglite';
  if (existsSync(join(repoRoot, packed))) await cp(join(repoRoot, packed), join(folder, packed), { recursive: true });
  const script = join(repoRoot, 'esbuild.mjs');
  const options = [...how, '--roadmap', roadmapFolder, '--outdir', join(folder, 'dist')];
  await run(process.execPath, ['--import', 'tsx', script, ...options], { cwd: repoRoot });
  return folder;
}
