import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { repoRoot } from './paths';

/** The two kinds of extension host: a Node.js process, or a web worker in the browser. */
export type HostKind = 'node' | 'web';

/** Which tests to bundle. */
export interface SuiteOptions {
  /** A folder under `test/`; every `*.test.ts` in it is part of the suite. */
  suite: string;
  kind: HostKind;
  /** The extension under test; this repository unless given. */
  extension?: string;
  /** Only tests whose full title contains this. */
  grep?: string;
  /** Milliseconds for one test. */
  testTimeout?: number;
}

/**
 * Bundles a suite into one file that VS Code loads inside an extension host, and returns its path. It lies inside the
 * extension under test, because VS Code runs tests in that extension's host and tells it by the folder.
 */
export async function bundleSuite(options: SuiteOptions): Promise<string> {
  const folder = join(repoRoot, 'test', options.suite);
  const outfile = join(options.extension ?? repoRoot, 'dist/test', options.suite, options.kind, 'index.js');
  const files = existsSync(folder) ? await readdir(folder, { recursive: true }) : [];
  const tests = files.filter((file) => file.endsWith('.test.ts')).sort();
  const loads = tests.map((file) => `require(${JSON.stringify(`./${join('test', options.suite, file)}`)});`);
  await build({
    stdin: {
      // CommonJS, because mocha's browser build overwrites module.exports and this assignment has to come after it.
      contents: `const { runTests } = require('./test/support/inHost/${options.kind}');
        module.exports = { run: () => runTests(() => { ${loads.join('\n')} }) };`,
      resolveDir: repoRoot,
      sourcefile: 'suite.ts',
      loader: 'js',
    },
    outfile,
    bundle: true,
    format: 'cjs',
    sourcemap: true,
    logLevel: 'error',
    // As in the build.
    mainFields: ['module', 'main'],
    define: { TEST_OPTIONS: JSON.stringify({ grep: options.grep ?? '', timeout: options.testTimeout ?? 20_000 }) },
    ...(options.kind === 'node' ? forNode : forWeb),
  });
  return outfile;
}

const forNode: BuildOptions = { platform: 'node', target: 'node20', external: ['vscode', 'mocha'] };
const webAssert = join(__dirname, 'inHost/webAssert.ts');
const forWeb: BuildOptions = {
  platform: 'browser',
  target: 'es2022',
  external: ['vscode'],
  alias: { 'node:assert': webAssert, 'node:assert/strict': webAssert, assert: webAssert },
};
