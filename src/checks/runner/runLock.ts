import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { takeProcessLock } from '../../platform/processLock';
import { EnvironmentProblem } from './runContext';

/** Sees to it that a repo is checked by one run at a time, whoever started it. Returns what gives it free. @throws EnvironmentProblem */
export function lockRepo(folder: string): () => void {
  const answer = takeProcessLock(`check-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)}`);
  if ('release' in answer) return answer.release;
  throw new EnvironmentProblem(
    'busy',
    `This repo is being checked already (process ${answer.owner}): wait until that has ended, or cancel it.`,
  );
}
