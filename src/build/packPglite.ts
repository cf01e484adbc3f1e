import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);
const BINARIES = ['pglite.wasm', 'initdb.wasm', 'pglite.data'];
/** 14 MB become 3.8 in 4 s; the highest level saves another 0.7 MB and takes half a minute of every build. */
const QUALITY = 5;

/** Compresses PGlite's binaries into a folder, where the built-in Postgres looks for them; those that are there are kept. */
export async function packPglite(folder: string): Promise<void> {
  const source = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  await mkdir(folder, { recursive: true });
  await Promise.all(
    BINARIES.map(async (name) => {
      const target = join(folder, `${name}.br`);
      if (existsSync(target)) return;
      const content = await readFile(join(source, name));
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: 24,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      };
      await writeFile(target, await compress(content, { params }));
    }),
  );
}
