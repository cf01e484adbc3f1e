/**
 * The build: compiles the roadmap to JSON and bundles the extension three times.
 *
 *   dist/content/<roadmap>/      what is taught, each file read by the action that needs it:
 *     roadmap.json               the whole roadmap
 *     lessons/<topic>.json       a topic's lesson as the page shows it, with its code coloured
 *     quizzes/<topic>.json       the quiz of a topic
 *     stages/<project>.json      what each stage of a project asks for, with its hints
 *     starters/<project>.json    the files of a project's starter and solution
 *   dist/node/extension.js       desktop and remote hosts; the parts, and what is imported with `import()`, are files of their own
 *   dist/web/extension.js        browser hosts, which can load one file only
 *   dist/webview/*.js            the browser side of the pages
 *   dist/checks/cli.mjs          checks a repo, from the editor or a terminal, with what each stage checks beside it
 *   dist/ThirdPartyNotices.txt   what of others is in all this, and under which licenses; dist/bundled.json says of which files it was made
 *   dist/devServices.mjs         the services of a project from a terminal, and dist/devServices/ the process that hosts them
 *
 * `--roadmap <folder>` and `--outdir <folder>` build another roadmap to another place, for tests.
 * `--production` minifies, `--clean` removes what earlier builds left, `--watch` builds again on every change.
 */
import { build, context } from 'esbuild';
import { rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildContent, writeDocuments } from './src/build/buildContent.ts';
import { loadedAfter, requiredBeside, vscodeByName, writtenAsCommonJs } from './src/build/oneInstance.ts';
import { packChecks } from './src/build/packChecks.ts';
import { packPglite } from './src/build/packPglite.ts';
import { inputsOf, noticesOf, noticesText, postgresNotice } from './src/build/thirdPartyNotices.ts';

const root = dirname(fileURLToPath(import.meta.url));
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const clean = process.argv.includes('--clean');
const { roadmap: source, outdir } = optionsOf(process.argv);

/** Client scripts, and the style sheets that are made of several, with the names of their bundles. */
const CLIENTS = [
  { in: 'src/dashboard/client/dashboard.ts', out: 'dashboard' },
  { in: 'media/dashboardPage.css', out: 'dashboard' },
  { in: 'src/topic/client/topic.ts', out: 'topic' },
  { in: 'src/quiz/client/quiz.ts', out: 'quiz' },
  { in: 'src/stages/client/stage.ts', out: 'stage' },
];

/** What is wrong with the content is said and nothing else: the stack of a build would bury it. */
function endWithProblems(error) {
  if (error.name !== 'ContentError' && error.name !== 'LicenseError') throw error;
  console.error(error.message);
  process.exit(1);
}

if (clean) await rm(outdir, { recursive: true, force: true });
// The names of its files tell what is in them: those of an earlier build would stay.
await rm(join(outdir, 'node'), { recursive: true, force: true });
const content = await buildContent(source, join(root, 'media'), join(outdir, 'content')).catch(endWithProblems);
await packPglite(join(outdir, 'devServices', 'pglite'));

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  metafile: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  target: 'es2022',
  logLevel: 'warning',
  // Its other form asks for its parts in a way that no bundler follows.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
};
const vscodeOnce = vscodeByName(join(root, 'node_modules/@types/vscode/index.d.ts'));
const extension = {
  ...common,
  plugins: [vscodeOnce],
  format: 'cjs',
  // `parts.ts` names what is to lie in its file, and wants nothing of it to run.
  logOverride: { 'ignored-bare-import': 'silent' },
  define: {
    BUNDLED_CONTENT: JSON.stringify(content.index),
  },
};

/** Programs of their own, which run in Node outside the extension host. Some of what they bundle still asks for `require`. */
const program = {
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: false,
  outExtension: { '.js': '.mjs' },
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
};

/** The runner and the checks share the kit: what one throws, the other has to know. */
const checks = {
  ...program,
  entryPoints: { cli: 'src/checks/runner/cli.ts', ...content.checks },
  outdir: join(outdir, 'checks'),
  splitting: true,
  chunkNames: 'chunk-[hash]',
};

/** In the desktop and remote hosts: the entry, which is small and holds no state, and beside it everything else, each module once. */
const inNode = { ...extension, outdir: join(outdir, 'node'), platform: 'node', target: 'node20' };
const parts = {
  ...inNode,
  entryPoints: ['src/parts.ts'],
  format: 'esm',
  splitting: true,
  chunkNames: '[name]-[hash]',
  sourcemap: production ? false : 'inline',
  write: false,
  plugins: [vscodeOnce, loadedAfter(join(root, 'src/parts.ts')), writtenAsCommonJs],
};

const bundles = [
  { ...inNode, entryPoints: ['src/extension.ts'], plugins: [vscodeOnce, requiredBeside] },
  parts,
  { ...extension, entryPoints: ['src/extension.ts'], outdir: join(outdir, 'web'), platform: 'browser' },
  { ...program, entryPoints: { devServices: 'src/devServices/cli.ts' }, outdir },
  {
    ...program,
    entryPoints: { host: 'src/devServices/serviceHost.ts' },
    outdir: join(outdir, 'devServices'),
    splitting: true,
    chunkNames: 'chunk-[hash]',
  },
  checks,
  { ...common, entryPoints: CLIENTS, outdir: join(outdir, 'webview'), platform: 'browser', format: 'iife' },
];

if (watch) {
  for (const bundle of bundles) await (await context({ ...bundle, logLevel: 'info' })).watch();
} else {
  const built = await Promise.all(bundles.map((bundle) => build(bundle)));
  await writeNotices(built.map(({ metafile }) => metafile)).catch(endWithProblems);
  const stages = await packChecks(source, content.roadmap, join(outdir, 'checks')).catch(endWithProblems);
  await writeDocuments(join(content.folder, 'stages'), stages);
}

/** Says of all that is shipped whose it is. */
async function writeNotices(metafiles) {
  const pglite = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  await writeFile(join(outdir, 'bundled.json'), JSON.stringify(inputsOf(metafiles)));
  await writeFile(join(outdir, 'ThirdPartyNotices.txt'), noticesText(noticesOf(metafiles, root, [postgresNotice(pglite)])));
}

/** `--roadmap <folder>` and `--outdir <folder>`, else what the extension brings. */
function optionsOf(argv) {
  const option = (name, fallback) => (argv.includes(name) ? resolve(argv[argv.indexOf(name) + 1]) : fallback);
  return { roadmap: option('--roadmap', join(root, 'roadmap', 'backend')), outdir: option('--outdir', join(root, 'dist')) };
}
