import 'mocha/mocha.js';
import { loadTests, mochaOptions, runAndReport } from './report';

/** Runs tests with mocha in the extension host that is a web worker. `load` requires the files with the tests. */
export async function runTests(load: () => void): Promise<void> {
  // The browser build leaves its two objects on the global one. Its own reporter would look for a page to write into.
  const { mocha, Mocha } = globalThis as unknown as { mocha: BrowserMocha; Mocha: MochaClass };
  mocha.setup({ ...mochaOptions(), reporter: Mocha.reporters.Spec });
  loadTests(load);
  await runAndReport(mocha);
}

type MochaClass = { reporters: { Spec: unknown } };
type BrowserMocha = { setup(options: object): void; run(done: (failures: number) => void): Mocha.Runner };
