import { screenshot } from '../support/appearance';
import { closeBareBrowser, openedPages } from '../support/bare/pages';
import { installBrowser, installVscode } from '../support/install';

/** Hooks for every test of a page in a bare browser, by `mocha --require test/pages/hooks.ts`. */
export const mochaHooks = {
  async beforeAll(this: Mocha.Context): Promise<void> {
    // A machine's first run brings a browser and VS Code's themes, which takes as long as it takes.
    this.timeout(0);
    await installVscode('latest');
    await installBrowser();
  },
  async afterEach(this: Mocha.Context): Promise<void> {
    if (this.currentTest?.state !== 'failed') return;
    const name = `failed-${this.currentTest.fullTitle().replace(/[^\w]+/g, '-').slice(0, 100)}`; // prettier-ignore
    for (const [index, page] of openedPages().entries()) {
      console.log(`      what it looked like: ${await screenshot(page, `${name}-${index + 1}`)}`);
    }
  },
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(30_000);
    await closeBareBrowser();
  },
};
