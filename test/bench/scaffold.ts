/** What scaffolding costs next to a copy of the same files, in a real extension host: `tsx test/bench/scaffold.ts`. */
import { runHostTests } from '../support/runHost';

void runHostTests({ suite: 'bench/scaffoldInHost', version: 'latest', kind: 'node', testTimeout: 300_000 }).then(({ ok }) =>
  process.exit(ok ? 0 : 1),
);
