import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

/** What PGlite would otherwise load from its own package. */
export interface PgliteAssets {
  readonly pgliteWasmModule: WebAssembly.Module;
  readonly initdbWasmModule: WebAssembly.Module;
  readonly fsBundle: Blob;
}

const unpack = promisify(brotliDecompress);

/**
 * The extension carries PGlite's binaries compressed with Brotli, in `pglite/` beside this bundle: 14 MB become 3. Where they are
 * not there (the sources run by tsx), PGlite finds those of its package by itself.
 */
export async function loadPgliteAssets(): Promise<PgliteAssets | undefined> {
  const folder = new URL('./pglite/', import.meta.url);
  const pathOf = (name: string): string => fileURLToPath(new URL(`${name}.br`, folder));
  if (!existsSync(pathOf('pglite.wasm'))) return undefined;
  const read = async (name: string): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await unpack(await readFile(pathOf(name))));
  const [program, initdb, files] = await Promise.all([read('pglite.wasm'), read('initdb.wasm'), read('pglite.data')]);
  const [pgliteWasmModule, initdbWasmModule] = await Promise.all([WebAssembly.compile(program), WebAssembly.compile(initdb)]);
  return { pgliteWasmModule, initdbWasmModule, fsBundle: new Blob([files]) };
}
