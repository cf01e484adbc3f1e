import { beginLine, formatResultLine } from './resultLine';

/** The settings of a run, written into the bundle: a web worker has no environment to read them from. */
declare const TEST_OPTIONS: { grep: string; timeout: number };

/** What both of mocha's builds, the one for Node.js and the one for browsers, offer. */
interface Runnable {
  run(done: (failures: number) => void): Mocha.Runner;
}

/** The options for mocha inside VS Code. */
export function mochaOptions(): { ui: 'bdd'; color: false; timeout: number; grep?: string } {
  const { grep, timeout } = TEST_OPTIONS;
  return { ui: 'bdd', color: false, timeout, ...(grep ? { grep } : {}) };
}

/** Requires the files with the tests. Says so when that fails: from outside it looks as if VS Code had just ended, one way or another. */
export function loadTests(load: () => void): void {
  try {
    load();
  } catch (error) {
    const problem = `the tests could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
    console.log(beginLine);
    console.log(formatResultLine({ passed: 0, failed: 1, pending: 0, problem }));
    throw error;
  }
}

/** Runs the tests and prints the result line; throws, as VS Code expects, when some failed or there was none. */
export async function runAndReport(mocha: Runnable): Promise<void> {
  console.log(beginLine);
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner: Mocha.Runner = mocha.run(() => resolve(runner.stats));
  });
  const result = { passed: stats?.passes ?? 0, failed: stats?.failures ?? 0, pending: stats?.pending ?? 0 };
  console.log(formatResultLine(result));
  if (result.failed > 0) throw new Error(`${result.failed} failed`);
  if (result.passed === 0) throw new Error('no test ran');
}
