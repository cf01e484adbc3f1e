import { spawnSync } from 'node:child_process';

/** Skips a test that runs a program in Python where there is none, and says so: whoever contributes needs Node.js alone. */
export function needsPython(test: Mocha.Context, what: string): void {
  // On Windows, "python" may be the way to a shop.
  if (process.platform !== 'win32' && spawnSync('python3', ['--version']).status === 0) return;
  console.log(`Not run here: ${what} (needs python3)`);
  test.skip();
}
