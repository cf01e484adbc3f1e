/** How long a tick takes to reach store, tree and status bar, inside the extension host: `tsx test/bench/tick.ts`. */
import { runHostTests } from '../support/runHost';

void runHostTests({ suite: 'bench/inHost', version: 'latest', kind: 'node', testTimeout: 120_000 }).then(({ ok }) =>
  process.exit(ok ? 0 : 1),
);
