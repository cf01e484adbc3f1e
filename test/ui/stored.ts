/** What the extension keeps on disk and in the browser, for tests that damage it. */
import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { RepoResults } from '../../src/checks/model/results';
import { stableOrigin } from '../support/browser';
import { waitUntil } from '../support/wait';

const EXTENSION = 'backend-roadmap.backend-roadmap';

const storageOf = (dataDir: string): string => join(dataDir, 'data/User/globalStorage', EXTENSION);

/** The names of the files in a folder of the extension's storage. */
export const storedFiles = ({ dataDir }: { dataDir: string }, folder: string): Promise<string[]> =>
  readdir(join(storageOf(dataDir), folder));

type Line = string | { topic: string; status: string } | { torn: string; status: string };

/** Writes a journal as another window would, of whole lines, of any text, or of a line that was torn by a crash. */
export async function writeJournal({ dataDir }: { dataDir: string }, name: string, lines: readonly Line[]) {
  const folder = join(storageOf(dataDir), 'journal');
  const file = join(folder, `${name}.jsonl`);
  const text = lines.map((line) => (typeof line === 'string' ? `${line}\n` : entry(line))).join('');
  await mkdir(folder, { recursive: true });
  await writeFile(file, text);
  return { isUnchanged: async () => (await readFile(file, 'utf8')) === text };
}

function entry(line: Exclude<Line, string>): string {
  const topic = 'torn' in line ? line.torn : line.topic;
  const json = JSON.stringify({ k: `backend/${topic}#status`, v: line.status, t: Date.now(), w: 'another' });
  return 'torn' in line ? json : `${json}\n`;
}

/**
 * Puts something else in the place of what the extension has in VS Code's storage, which in a browser is a database of the
 * page's origin, and goes back to the window. Done from another page of that origin, while VS Code does not run.
 */
export async function damageStoredCopy(page: Page, expected: string, text: string): Promise<void> {
  const workbench = page.url();
  await waitUntil('the copy is stored', async () => (await replaceStored(page, expected)) === 1);
  await page.goto(`${stableOrigin}/version`);
  assert.equal(await replaceStored(page, expected, text), 1);
  await page.goto(workbench);
}

/** Looks for stored progress that contains `expected`, and puts `text` in its place when it is given. Returns how often. */
async function replaceStored(page: Page, expected: string, text?: string): Promise<number> {
  return page.evaluate(
    async ([key, part, value]) => {
      // In a list, since functions with a name of their own need a helper that the page does not have.
      const [done] = [
        <T>(request: IDBRequest<T>) =>
          new Promise<T>((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(new Error(request.error?.message));
          }),
      ] as const;
      let count = 0;
      for (const { name } of await indexedDB.databases()) {
        if (name === undefined) continue;
        const database = await done(indexedDB.open(name));
        for (const storeName of database.objectStoreNames) {
          const store = database.transaction(storeName, 'readwrite').objectStore(storeName);
          const found: unknown = await done(store.get(key));
          if (typeof found !== 'string' || !found.includes(part)) continue;
          if (value !== undefined) await done(store.put(JSON.stringify({ progress: JSON.parse(value) as unknown }), key));
          count += 1;
        }
        database.close();
      }
      return count;
    },
    [EXTENSION, expected, text] as const,
  );
}

/**
 * Puts what checks of a repo came to in the place of what is kept of it, as version 0.1.0 would have kept it: by its address. It is read when the next
 * window starts.
 */
export const writeResults = ({ dataDir }: { dataDir: string }, results: RepoResults): Promise<void> =>
  writeResultsInto(storageOf(dataDir), results);

/** The same, in the folder that the extension has for what it keeps. */
export async function writeResultsInto(storage: string, results: RepoResults): Promise<void> {
  const folder = join(storage, 'checks');
  const name = createHash('sha256').update(results.uri).digest('hex').slice(0, 32);
  await mkdir(folder, { recursive: true });
  for (const file of (await readdir(folder)).map((one) => join(folder, one))) {
    if ((JSON.parse(await readFile(file, 'utf8')) as RepoResults).uri === results.uri) await rm(file);
  }
  await writeFile(join(folder, `${name}.json`), JSON.stringify(results));
}
