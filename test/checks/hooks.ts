import { stopRealServices } from './support/servers';

/** Hooks for the whole run, by `mocha --require test/checks/hooks.ts`. */
export const mochaHooks = {
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(60_000);
    await stopRealServices();
  },
};
