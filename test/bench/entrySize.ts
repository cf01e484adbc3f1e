/** How large what every window loads is: `tsx test/bench/entrySize.ts`. The bound is a test in test/package. */
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildVariant } from '../support/extensionVariant';
import { filesAtStart } from '../support/startFiles';

const MAX_AT_START = 80_000;
const MAX_ENTRY = 10_000;

async function main(): Promise<void> {
  const folder = await buildVariant();
  try {
    const files = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.js(?:on)?$/.test(file));
    for (const file of files.sort()) {
      const content = readFileSync(join(folder, 'dist', file));
      const cells = [String(content.length).padStart(9), String(gzipSync(content).length).padStart(9)];
      console.log(`${file.padEnd(28)}${cells.join('')} gzip`);
    }
    const size = (file: string) => readFileSync(join(folder, 'dist/node', file)).length;
    const length = filesAtStart(join(folder, 'dist/node')).reduce((sum, file) => sum + size(file), 0);
    const entry = size('extension.js');
    console.log(
      `at start: ${(length / MAX_AT_START).toFixed(2)} of ${MAX_AT_START} bytes; entry: ${(entry / MAX_ENTRY).toFixed(2)} of ${MAX_ENTRY}`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

void main();
