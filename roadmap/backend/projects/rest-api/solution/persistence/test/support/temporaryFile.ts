import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A path in a new empty folder, which is removed when the test ends. The file itself does not exist yet. */
export async function temporaryFile(test: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'todos-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'data', 'todos.json');
}
