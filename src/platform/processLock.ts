import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Takes a lock that at most one living process has, as a file with its number; a lock whose owner was killed before it could tidy up is
 * taken over. Returns the number of the process that has it, undefined when this one has it now; it is given back by removing the file.
 * Throws when the file cannot be written.
 */
export function takeProcessLock(file: string): number | undefined {
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return undefined;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST') || attempt > 0) throw error;
      const owner = Number(readFileSync(file, 'utf8'));
      if (isAlive(owner)) return owner;
      rmSync(file, { force: true });
    }
  }
}

/** Whether a process of this number runs; for a lock, one's own number is that of an earlier process. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
