import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TSX = pathToFileURL(require.resolve('tsx')).href;
const LIMIT = 5_000;

/**
 * Runs a program in an empty folder of its own, as ES module, and returns what it printed. Rejects when it does not end by itself
 * with exit code 0 within five seconds.
 */
export async function runProgram(language: 'js' | 'ts', text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'backend-roadmap-program-'));
  try {
    const file = join(folder, language === 'ts' ? 'main.mts' : 'main.mjs');
    await mkdir(join(folder, 'empty'));
    await writeFile(file, text);
    const loader = language === 'ts' ? ['--import', TSX] : [];
    // Without the loaders and colours of the process that runs the test.
    const environment = { PATH: process.env['PATH'], NO_COLOR: '1' };
    const { stdout } = await run(process.execPath, [...loader, file], { cwd: join(folder, 'empty'), env: environment, timeout: LIMIT });
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
