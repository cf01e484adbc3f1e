import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { run } from '../../support/processes';
import { makeTemporary } from '../../support/temporary';

/** These load parts of themselves by a path, have parts that are not JavaScript, or are tools: they stay as they are installed. */
const STAY = /^(?:bcrypt|prisma|@prisma\/.+|tsx)$/;
const PACKED = 'packed.mjs';

const made = new Map<string, Promise<string>>();

/**
 * A `node_modules` to link to for a project with the dependencies of this package.json, in which each of them is the installed one, its
 * files put together with those of the others into one. It is the same code, but a program that is started hundreds of times need not look
 * for several hundred files each time. What they depend on themselves is linked. Made once for the same installation.
 */
export function packedModules(folder: string, installed: string): Promise<string> {
  const known = made.get(installed);
  if (known) return known;
  const modules = packModules(folder, installed);
  made.set(installed, modules);
  return modules;
}

async function packModules(folder: string, installed: string): Promise<string> {
  const { dependencies } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  const packed = Object.keys(dependencies).filter((name) => !STAY.test(name));
  const modules = join(makeTemporary('packed'), 'node_modules');
  await mkdir(modules);
  for (const name of await packagesIn(installed)) {
    if (packed.includes(name)) continue;
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(installed, name), join(modules, name), 'junction');
  }
  await bundle(packed, dirname(installed), join(modules, PACKED));
  const exported = await exportsOf(packed, dirname(installed));
  for (const name of packed) {
    await mkdir(join(modules, name), { recursive: true });
    await writeFile(join(modules, name, 'package.json'), JSON.stringify({ name, type: 'module', exports: './index.js' }));
    await writeFile(join(modules, name, 'index.js'), moduleOf(name, exported[name] ?? []));
  }
  return modules;
}

async function packagesIn(modules: string): Promise<string[]> {
  const names = (await readdir(modules)).filter((name) => !name.startsWith('.'));
  const inScopes = names
    .filter((name) => name.startsWith('@'))
    .map(async (scope) => (await readdir(join(modules, scope))).map((name) => `${scope}/${name}`));
  return [...names.filter((name) => !name.startsWith('@')), ...(await Promise.all(inScopes)).flat()];
}

/** One file that exports the namespace of each package under its name. */
async function bundle(packages: readonly string[], resolveDir: string, outfile: string): Promise<void> {
  const contents = packages.map((name) => `export * as ${JSON.stringify(name)} from ${JSON.stringify(name)};`).join('\n');
  await build({
    stdin: { contents, resolveDir, sourcefile: 'packages.mjs' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minifyWhitespace: true,
    minifySyntax: true,
    // What was CommonJS still asks for the modules of Node.js.
    banner: { js: `import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);` },
    logLevel: 'error',
  });
}

/** What each package exports, as Node.js itself sees it. */
async function exportsOf(packages: readonly string[], folder: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const list = `const names = {};
    for (const name of ${JSON.stringify(packages)}) names[name] = Object.keys(await import(name));
    console.log(JSON.stringify(names));`;
  const text = await run(process.execPath, ['--input-type=module', '--eval', list], { cwd: folder });
  return JSON.parse(text) as Record<string, string[]>;
}

const moduleOf = (name: string, exported: readonly string[]): string =>
  [
    `import { ${JSON.stringify(name)} as all } from ${JSON.stringify(`${'../'.repeat(name.split('/').length)}${PACKED}`)};`,
    `const { ${exported.map((one, index) => `${JSON.stringify(one)}: e${index}`).join(', ')} } = all;`,
    `export { ${exported.map((one, index) => `e${index} as ${JSON.stringify(one)}`).join(', ')} };`,
    '',
  ].join('\n');
