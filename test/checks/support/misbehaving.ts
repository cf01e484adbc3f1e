import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repoRoot } from '../../support/paths';
import { makeTemporary } from '../../support/temporary';

/** A repo whose start command is the program of the fixtures with one thing wrong. */
export async function repoWith(fault: string, file: Record<string, unknown> = {}): Promise<string> {
  const folder = makeTemporary('misbehaving');
  await cp(join(repoRoot, 'test/fixtures/misbehaving'), folder, { recursive: true });
  await writeFile(join(folder, '.backend-roadmap.json'), JSON.stringify({ project: 'rest-api', start: `node main.mjs ${fault}`, ...file }));
  return folder;
}
