import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DevServicesError } from '../runtime/devServicesError';
import type { ServiceKind } from '../core/project/serviceKinds';

/** A folder that one service has for itself. */
export interface DataFolder {
  readonly path: string;
  /** Lets the next one have it. */
  release(): void;
}

/** Makes `.data/<kind>` in a project, out of git's sight, and sees to it that two servers never write to it at once. */
export function claimDataFolder(projectFolder: string, kind: ServiceKind): DataFolder {
  const data = join(projectFolder, '.data');
  const path = join(data, kind);
  const lock = join(data, `${kind}.lock`);
  try {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(data, '.gitignore'), '*\n');
    takeLock(lock, kind);
  } catch (error) {
    if (error instanceof DevServicesError) throw error;
    throw new DevServicesError(
      `.data/${kind} cannot be written (${codeOf(error)}): check the rights of the project's folder and the space left.`,
    );
  }
  return {
    path,
    release: () => {
      rmSync(lock, { force: true });
    },
  };
}

function takeLock(lock: string, kind: ServiceKind): void {
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST' || attempt > 0) throw error;
      const owner = Number(readFileSync(lock, 'utf8'));
      if (isAlive(owner)) {
        throw new DevServicesError(`.data/${kind} is in use by the dev services that run as process ${String(owner)}: stop those first.`);
      }
      // Its owner was killed before it could tidy up.
      rmSync(lock, { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
