import { spawn } from 'node:child_process';
import { countsIn, failuresIn, type Counts } from './mochaCounts';
import { repoRoot } from './paths';

/** One command of the whole test run. */
interface Suite {
  name: string;
  command: string[];
  /** Commands that check something and count nothing, such as a linter, stand for one test. */
  counts?: false;
}

const tsx = ['node', '--import', 'tsx'];
const mocha = ['node', 'node_modules/mocha/bin/mocha.js', '--import=tsx', '--forbid-only'];
const host = [...tsx, 'test/support/cli/host.ts'];

const suites: Suite[] = [
  { name: 'set-up', command: [...tsx, 'test/support/cli/install.ts'], counts: false },
  { name: 'package', command: ['npm', 'run', '--silent', 'package'], counts: false },
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'], counts: false },
  { name: 'typecheck', command: ['npm', 'run', '--silent', 'typecheck'], counts: false },
  { name: 'unit', command: [...mocha, '--require', 'test/unit/vscode.ts', 'test/unit/**/*.test.ts'] },
  { name: 'content', command: [...mocha, 'test/content/**/*.test.ts'] },
  { name: 'contents', command: [...mocha, 'test/package/**/*.test.ts'] },
  { name: 'support', command: [...mocha, '--require', 'test/ui/hooks.ts', 'test/support/*.test.ts'] },
  { name: 'host floor', command: [...host, 'host', 'floor'] },
  { name: 'host latest', command: [...host, 'host', 'latest'] },
  { name: 'web', command: [...host, 'web', 'latest', '--web'] },
  { name: 'services', command: [...mocha, 'test/services/**/*.test.ts'] },
  { name: 'starters', command: [...mocha, '--require', 'test/starters/hooks.ts', 'test/starters/**/*.test.ts'] },
  { name: 'checks', command: [...mocha, '--parallel', '--jobs', '2', '--require', 'test/checks/hooks.ts', 'test/checks/**/*.test.ts'] },
  { name: 'ui', command: [...mocha, '--timeout', '120000', '--require', 'test/ui/hooks.ts', 'test/ui/**/*.test.ts'] },
];

interface Outcome extends Counts {
  name: string;
  seconds: number;
  note: string;
  /** What the failed tests said; empty when none failed. */
  failures: string;
}

/** Runs the suites one after the other, all of them whatever fails, and ends with a table and the sum. */
async function main(names: string[]): Promise<number> {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) throw new Error(`no suite ${unknown.join(', ')}; there are ${suites.map((s) => s.name).join(', ')}`);
  const chosen = suites.filter((suite) => names.length === 0 || names.includes(suite.name));
  const outcomes: Outcome[] = [];
  for (const suite of chosen) outcomes.push(await runSuite(suite));

  for (const { name, failures } of outcomes) if (failures) console.log(`\n── failed in ${name} ──\n${failures}`);
  console.log(`\n${'suite'.padEnd(14)}passed  failed  skipped  seconds`);
  for (const { name, passed, failed, pending, seconds, note } of outcomes) {
    const cells = [String(passed).padStart(6), String(failed).padStart(8), String(pending).padStart(9), seconds.toFixed(1).padStart(9)];
    console.log(`${name.padEnd(14)}${cells.join('')}${note ? `  ${note}` : ''}`);
  }
  const sum = (key: keyof Counts): number => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 ? 0 : 1;
}

async function runSuite(suite: Suite): Promise<Outcome> {
  console.log(`\n── ${suite.name} ──`);
  const started = Date.now();
  const { code, output } = await runStreaming(suite.command);
  const seconds = (Date.now() - started) / 1000;
  if (suite.counts === false) {
    const failures = code === 0 ? '' : lastLines(output);
    return { name: suite.name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, pending: 0, seconds, note: '', failures };
  }
  const counts = countsIn(output) ?? { passed: 0, failed: 0, pending: 0 };
  // A suite that breaks without a failed test, or that lost its tests, has failed all the same.
  const note = counts.failed > 0 ? '' : code !== 0 ? `ended with ${code}` : counts.passed === 0 ? 'no test ran' : '';
  const failed = counts.failed + (note ? 1 : 0);
  return { name: suite.name, ...counts, failed, seconds, note, failures: failed > 0 ? (failuresIn(output) ?? lastLines(output)) : '' };
}

const lastLines = (output: string): string => output.trimEnd().split('\n').slice(-30).join('\n');

function runStreaming([program = '', ...args]: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: repoRoot, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      from.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        to.write(chunk);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
