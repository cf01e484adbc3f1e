/** One command of the whole test run. */
export interface Suite {
  readonly name: string;
  readonly command: readonly string[];
  /** Commands that check something and count nothing, such as a linter, stand for one test. */
  readonly counts?: false;
  /** What must have come to its end before. */
  readonly after?: readonly string[];
  /** It keeps both cores busy by itself: nothing runs beside it. */
  readonly alone?: true;
}

const tsx = ['node', '--import', 'tsx'];
const mocha = ['node', 'node_modules/mocha/bin/mocha.js', '--import=tsx', '--forbid-only'];
const host = [...tsx, 'test/support/cli/host.ts'];

/** What `npm test` runs, in the order in which it is begun; two at a time. */
export const suites: readonly Suite[] = [
  { name: 'set-up', command: [...tsx, 'test/support/cli/install.ts'], counts: false },
  { name: 'package', command: ['npm', 'run', '--silent', 'package'], counts: false },
  // The longest, and much of it is waiting for what a person would wait for: everything else goes on beside it.
  {
    name: 'ui',
    command: [...mocha, '--timeout', '120000', '--require', 'test/ui/hooks.ts', 'test/ui/**/*.test.ts'],
    after: ['set-up', 'package'],
  },
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'], counts: false },
  { name: 'typecheck', command: ['npm', 'run', '--silent', 'typecheck'], counts: false },
  { name: 'unit', command: [...mocha, '--require', 'test/unit/vscode.ts', 'test/unit/**/*.test.ts'], after: ['package'] },
  { name: 'contents', command: [...mocha, 'test/package/**/*.test.ts'], after: ['package'] },
  { name: 'content', command: [...mocha, 'test/content/**/*.test.ts'], after: ['set-up'] },
  {
    name: 'pages',
    command: [...mocha, '--require', 'test/pages/hooks.ts', 'test/pages/**/*.test.ts'],
    after: ['set-up', 'package'],
  },
  { name: 'support', command: [...mocha, '--require', 'test/ui/hooks.ts', 'test/support/*.test.ts'], after: ['set-up'] },
  { name: 'host floor', command: [...host, 'host', 'floor'], after: ['set-up', 'package'] },
  { name: 'host latest', command: [...host, 'host', 'latest'], after: ['set-up', 'package'] },
  { name: 'web', command: [...host, 'web', 'latest', '--web'], after: ['set-up', 'package'] },
  {
    name: 'starters',
    command: [...mocha, '--require', 'test/starters/hooks.ts', 'test/starters/**/*.test.ts'],
    after: ['set-up', 'package'],
  },
  { name: 'services', command: [...mocha, 'test/services/**/*.test.ts'], after: ['set-up', 'package'] },
  {
    name: 'checks',
    command: [...mocha, '--parallel', '--jobs', '2', '--require', 'test/checks/hooks.ts', 'test/checks/**/*.test.ts'],
    after: ['set-up', 'package'],
    alone: true,
  },
  { name: 'frameworks', command: [...mocha, 'test/frameworks/*.test.ts'], after: ['package'], alone: true },
];
