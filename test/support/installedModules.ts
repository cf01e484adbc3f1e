import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { cacheRoot } from './paths';
import { run } from './processes';

/** Raise it when the steps of an installation change, so that folders made by the old steps are not taken for new ones. */
const recipeVersion = 1;

/** What an npm package says of its dependencies. */
const MANIFESTS = ['package.json', 'package-lock.json'];

const underWay = new Map<string, Promise<string>>();

/**
 * The packages of the project in a folder, as `npm ci` installs them: a `node_modules` to link to, shared by all projects on this machine
 * that have the same package.json and package-lock.json, and never to be changed.
 */
export async function installedModules(folder: string): Promise<string> {
  const manifests = await Promise.all(MANIFESTS.map((name) => readFile(join(folder, name), 'utf8')));
  const { name } = JSON.parse(manifests[0] ?? '') as { name: string };
  return join(await installOnce(join('projects', name), manifests, folder), 'node_modules');
}

/** Installs the package in `source` into the cache unless that is done already; `key` is all that the result depends on. */
export function installOnce(
  name: string,
  key: readonly string[],
  source: string,
  finish?: (target: string, final: string) => Promise<void>,
): Promise<string> {
  return makeOnce(name, key, 'Check that the npm registry is reachable and the disk not full.', async (target, final) => {
    for (const file of MANIFESTS) await cp(join(source, file), join(target, file));
    await npm(target, 'ci');
    await finish?.(target, final);
  });
}

/**
 * Makes a folder in the cache unless that is done already; `key` is all that the result depends on, and `advice` what to do when it cannot be
 * made. The work happens in a sibling folder that is renamed at the end: a folder under its final name is complete, whatever was interrupted
 * or ran at the same time.
 */
export function makeOnce(
  name: string,
  key: readonly string[],
  advice: string,
  fill: (target: string, final: string) => Promise<void>,
): Promise<string> {
  const hash = createHash('sha256');
  for (const part of [...key, String(recipeVersion)]) hash.update(part);
  const final = join(cacheRoot(), `${name}-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(final)) return Promise.resolve(final);
  const known = underWay.get(final);
  if (known) return known;
  const making = make(name, final, advice, fill);
  underWay.set(final, making);
  return making;
}

async function make(name: string, final: string, advice: string, fill: (target: string, final: string) => Promise<void>): Promise<string> {
  process.stderr.write(`Installing ${name} into ${final} (once per machine, up to a minute) …\n`);
  const target = `${final}.${process.pid}.partial`;
  try {
    await removeAbandoned(final);
    await mkdir(target, { recursive: true });
    await fill(target, final);
    await rename(target, final).catch((error: unknown) => {
      // Another process was quicker; its folder is as good as ours.
      if (!existsSync(final)) throw error;
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`could not install ${name}: ${reason}\n${advice}`, { cause: error });
  } finally {
    await rm(target, { recursive: true, force: true });
  }
  return final;
}

/** Removes what an installation that was killed left behind an hour ago or earlier. */
async function removeAbandoned(final: string): Promise<void> {
  const parent = dirname(final);
  if (!existsSync(parent)) return;
  for (const entry of await readdir(parent)) {
    if (!entry.startsWith(basename(final)) || !entry.endsWith('.partial')) continue;
    const { mtimeMs } = await stat(join(parent, entry));
    if (Date.now() - mtimeMs > 3_600_000) await rm(join(parent, entry), { recursive: true, force: true });
  }
}

/** Runs npm with install scripts off: nothing here needs to be compiled. */
export async function npm(cwd: string, ...command: string[]): Promise<void> {
  await run('npm', [...command, '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], { cwd });
}
