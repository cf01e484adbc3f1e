import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeProcessLock } from '../../runtime/processLock';
import { EnvironmentProblem } from './problem';

/** Sees to it that a repo is checked by one run at a time, whoever started it. Returns what gives it free. @throws EnvironmentProblem */
export function lockRepo(folder: string): () => void {
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16);
  const file = join(tmpdir(), `backend-roadmap-check-${name}.lock`);
  const owner = takeProcessLock(file);
  if (owner !== undefined) {
    throw new EnvironmentProblem('busy', `This repo is being checked already (process ${owner}): wait until that has ended, or cancel it.`);
  }
  return () => rmSync(file, { force: true });
}
