import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { bundleSuite, type SuiteOptions } from './bundleSuite';
import { failurePrefix, isMark, parseResultLine, type TestResult } from './inHost/resultLine';
import { installVscode } from './install';
import { readIdentity, repoRoot, type VscodeVersion } from './paths';
import { createSourceLines } from './sourceLines';
import { makeTemporary, removeTemporary } from './temporary';

/** Which tests to run, and in which VS Code. */
export interface HostOptions extends SuiteOptions {
  version: VscodeVersion;
  /** Downloads and uses the desktop VS Code instead of the one from npm. Node kind only. */
  desktop?: boolean;
  /** Further extensions that the tests need, such as a scripted language model. */
  helpers?: string[];
  /** The folder that is open; none unless given. */
  folder?: string;
  userSettings?: Record<string, unknown>;
  /** Seconds for the whole run. */
  limitSeconds?: number;
}

/** How it went. `ok` is what counts: a run can also fail with no failed test, when it crashed, hung or had no test. */
export interface HostResult extends TestResult {
  ok: boolean;
  /** Why not, in one sentence. */
  problem: string | undefined;
  productVersion: string;
}

/** Runs a suite inside the extension host of a real VS Code, prints its counts in one line, and returns them. */
export async function runHostTests(options: HostOptions): Promise<HostResult> {
  const extension = options.extension ?? repoRoot;
  const testsPath = await bundleSuite(options);
  const productVersion = (await installVscode(options.version)).productVersion;
  const userDataDir = makeTemporary('user');
  const kindSetting = options.kind === 'web' ? { 'remote.extensionKind': { [readIdentity(extension).id]: ['web'] } } : {};
  await mkdir(join(userDataDir, 'User'));
  await writeFile(join(userDataDir, 'User/settings.json'), JSON.stringify({ ...options.userSettings, ...kindSetting }));

  let result: TestResult | undefined;
  let problem: string | undefined;
  const restore = watchOutput((line) => {
    result = parseResultLine(line) ?? result;
    if (line.startsWith(failurePrefix)) problem = line.slice(failurePrefix.length);
  }, createSourceLines(testsPath));
  const ok = await runTests({
    ...(options.desktop ? { version: productVersion } : { vscodeExecutablePath: join(__dirname, 'launch/code.mjs') }),
    extensionDevelopmentPath: [extension, ...(options.helpers ?? [])],
    extensionTestsPath: testsPath,
    launchArgs: [...(options.folder ? [options.folder] : []), `--user-data-dir=${userDataDir}`],
    extensionTestsEnv: {
      BACKEND_ROADMAP_VSCODE: options.version,
      ...(options.limitSeconds === undefined ? {} : { BACKEND_ROADMAP_TEST_LIMIT: String(options.limitSeconds) }),
    },
  })
    .then(() => result !== undefined && result.passed > 0 && result.failed === 0)
    .catch((error: unknown) => {
      problem ??= error instanceof Error ? error.message : String(error);
      return false;
    })
    .finally(restore);
  await removeTemporary(userDataDir);

  const counts = result ?? { passed: 0, failed: 0, pending: 0 };
  // A run that broke has failed, though no single test has: the count must not say 0.
  const failed = !ok && counts.failed === 0 ? 1 : counts.failed;
  const skipped = counts.pending > 0 ? `, ${counts.pending} skipped` : '';
  const why = problem === undefined ? '' : ` (${problem})`;
  console.log(`${options.suite} (VS Code ${productVersion}): ${counts.passed} passed, ${failed} failed${skipped}${why}`);
  return { ...counts, failed, ok, problem, productVersion };
}

/** test-electron writes what VS Code prints straight to stdout; this looks at each line and keeps our own marks out of it. */
function watchOutput(seen: (line: string) => void, rewrite: (line: string) => string): () => void {
  const { stdout } = process;
  const write = stdout.write.bind(stdout);
  let rest = '';
  const show = (line: string): void => {
    seen(line);
    if (!isMark(line) && !line.startsWith('Exit code:')) write(`${rewrite(line)}\n`);
  };
  stdout.write = (chunk: string | Uint8Array): boolean => {
    const lines = (rest + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(show);
    return true;
  };
  return () => {
    stdout.write = write;
    if (rest !== '') show(rest);
  };
}
