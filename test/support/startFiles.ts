import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is loaded at start by name; what these share with others is in files beside them. */
const STARTS = /^(?:extension|parts|views-\w+)\.js$/;

/**
 * Every file of a built `dist/node` that a window has loaded soon after its start: the entry first. What is loaded later has its
 * own name before the hash.
 */
export function filesAtStart(folder: string): string[] {
  const found = new Set(readdirSync(folder).filter((file) => STARTS.test(file)));
  for (const file of found) {
    const shared = readFileSync(join(folder, file), 'utf8').matchAll(/"\.\/(chunk-\w+\.js)"/g);
    for (const [, chunk = ''] of shared) found.add(chunk);
  }
  return [...found];
}
