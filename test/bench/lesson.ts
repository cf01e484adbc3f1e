/** How long the host takes to open a lesson, beside markdown-it alone on the same text: `tsx test/bench/lesson.ts`. */
import { runHostTests } from '../support/runHost';

void runHostTests({ suite: 'bench/lessonInHost', version: 'latest', kind: 'node', testTimeout: 120_000 }).then(({ ok }) =>
  process.exit(ok ? 0 : 1),
);
