import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes `<folder>/<id>.json` for each document, and removes what earlier builds left there. */
export async function writeDocuments(folder: string, documents: ReadonlyMap<string, unknown>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all([...documents].map(([id, document]) => writeFile(join(folder, `${id}.json`), JSON.stringify(document))));
}
