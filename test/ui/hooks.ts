import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installBrowser, installVscode } from '../support/install';
import { makeTemporary } from '../support/temporary';
import { closeAll, keepEvidence } from '../support/ui';
import { putSharingFirst } from './sharedWindow';

/** Hooks for every UI test, by `mocha --require test/ui/hooks.ts`. */
export const mochaHooks = {
  async beforeAll(this: Mocha.Context): Promise<void> {
    // A machine's first run brings VS Code and a browser, which takes as long as it takes.
    this.timeout(0);
    if (this.test?.parent) putSharingFirst(this.test.parent);
    await installVscode('floor');
    await installVscode('latest');
    await installBrowser();
    // A learner's, and not that of who runs the tests.
    const gitConfig = join(makeTemporary('git-config'), 'gitconfig');
    writeFileSync(gitConfig, '[user]\n\tname = Ada\n\temail = ada@example.com\n');
    process.env['GIT_CONFIG_GLOBAL'] = gitConfig;
  },
  async afterEach(this: Mocha.Context): Promise<void> {
    if (this.currentTest?.state === 'failed') await keepEvidence(this.currentTest.fullTitle());
  },
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(30_000);
    await closeAll();
  },
};
