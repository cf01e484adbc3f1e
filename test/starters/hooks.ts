import { stopSharedServers } from './support/servers';
import { printTimings } from './support/timings';

/** Hooks for the whole run, by `mocha --require test/starters/hooks.ts`. */
export const mochaHooks = {
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(60_000);
    await stopSharedServers();
    printTimings();
  },
};
