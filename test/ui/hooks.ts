import { closeAll, keepEvidence } from '../support/ui';

/** Hooks for every UI test, by `mocha --require test/ui/hooks.ts`. */
export const mochaHooks = {
  async afterEach(this: Mocha.Context): Promise<void> {
    if (this.currentTest?.state === 'failed') await keepEvidence(this.currentTest.fullTitle());
  },
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(30_000);
    await closeAll();
  },
};
