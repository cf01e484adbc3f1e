import { spawnSync } from 'node:child_process';
import { repoRoot } from '../paths';

/** Where something from outside is parsed; of each file, what is tried with many inputs. */
const FILES: readonly string[] = [
  'test/unit/boundaries.test.ts',
  'test/unit/devServices/standIns/postgres/passwordExchange.test.ts',
  'test/unit/devServices/standIns/redis/resp.test.ts',
  'test/services/mongodb/hostile.test.ts',
  'test/services/postgres/hostile.test.ts',
  'test/services/redis/browsers.test.ts',
];
const TRIED = 'over a boundary:|guessing at messages|however it is cut|whatever';

// tsx test/support/cli/fuzz.ts: what `npm test` tries a thousand times at each boundary, ten thousand times.
const args = [
  'node_modules/mocha/bin/mocha.js',
  '--import=tsx',
  '--require',
  'test/unit/vscode.ts',
  '--timeout',
  '0',
  '--grep',
  TRIED,
  ...FILES,
];
const env = { ...process.env, FUZZ_RUNS: '10000' };
const { status } = spawnSync(process.execPath, args, { cwd: repoRoot, stdio: 'inherit', env });
process.exit(status ?? 1);
