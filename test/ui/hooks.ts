import { installBrowser, installVscode } from '../support/install';
import { closeAll, keepEvidence } from '../support/ui';

/** Hooks for every UI test, by `mocha --require test/ui/hooks.ts`. */
export const mochaHooks = {
  async beforeAll(this: Mocha.Context): Promise<void> {
    // A machine's first run brings VS Code and a browser, which takes as long as it takes.
    this.timeout(0);
    await installVscode('floor');
    await installVscode('latest');
    await installBrowser();
  },
  async afterEach(this: Mocha.Context): Promise<void> {
    if (this.currentTest?.state === 'failed') await keepEvidence(this.currentTest.fullTitle());
  },
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(30_000);
    await closeAll();
  },
};
