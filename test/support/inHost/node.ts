import { loadTests, mochaOptions, runAndReport } from './report';

/** Runs tests with mocha in the extension host of a desktop or a server. `load` requires the files with the tests. */
export async function runTests(load: () => void): Promise<void> {
  // Mocha is an ES module, and the extension host of the oldest VS Code cannot require one.
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ...mochaOptions(), reporter: 'spec' });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  loadTests(load);
  await runAndReport(mocha);
}
