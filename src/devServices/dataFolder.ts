import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceKind } from '../content/serviceKinds';
import { DevServicesError } from './hostMessages';
import { takeProcessLock } from '../platform/processLock';

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

function takeLock(file: string, kind: ServiceKind): void {
  const owner = takeProcessLock(file);
  if (owner === undefined) return;
  throw new DevServicesError(`.data/${kind} is in use by the dev services that run as process ${String(owner)}: stop those first.`);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
