import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();
let armed = false;

/** Makes a folder that goes away with this process at the latest. */
export function makeTemporary(purpose: string): string {
  if (!armed) {
    armed = true;
    process.once('exit', () => {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    });
  }
  const folder = mkdtempSync(join(tmpdir(), `backend-roadmap-${purpose}-`));
  folders.add(folder);
  return folder;
}

/** Removes such a folder before the end; others are left alone. */
export async function removeTemporary(folder: string): Promise<void> {
  if (folders.delete(folder)) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
