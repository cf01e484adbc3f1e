import { spawn } from 'node:child_process';
import { countsIn, failuresIn, type Counts } from './mochaCounts';
import { repoRoot } from './paths';
import type { Suite } from './suites';

/** How a suite went. */
export interface Outcome extends Counts {
  name: string;
  seconds: number;
  note: string;
  /** What the failed tests said; empty when none failed. */
  failures: string;
}

/** Runs a suite and prints what it says: as it comes when nothing runs beside it, else whole at its end. */
export async function runSuite({ name, command, counts: hasCounts, alone }: Suite, print = printOut): Promise<Outcome> {
  const started = Date.now();
  const title = `\n── ${name} ──\n`;
  print(alone ? title : `\n… ${name}\n`);
  const { code, output } = await runCommand(command, alone === true);
  if (!alone) print(title + output);
  const seconds = (Date.now() - started) / 1000;
  if (hasCounts === false) {
    const failures = code === 0 ? '' : lastLines(output);
    return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, pending: 0, seconds, note: '', failures };
  }
  const counts = countsIn(output) ?? { passed: 0, failed: 0, pending: 0 };
  // A suite that breaks without a failed test, or that lost its tests, has failed all the same.
  const broken = counts.failed > 0 ? '' : code !== 0 ? `ended with ${code}` : counts.passed === 0 ? 'no test ran' : '';
  const failed = counts.failed + (broken ? 1 : 0);
  const note = [broken, notRunIn(output)].filter((part) => part !== '').join('; ');
  return { name, ...counts, failed, seconds, note, failures: failed > 0 ? (failuresIn(output) ?? lastLines(output)) : '' };
}

const printOut = (text: string): void => void process.stdout.write(text);

/** What a suite says in its closing lines of what this machine cannot run: whoever reads the table alone has to see it, too. */
const notRunIn = (output: string): string =>
  [...new Set([...output.matchAll(/^Not run here: .+$/gm)].map(([line]) => line.trim()))].join('; ');

const lastLines = (output: string): string => output.trimEnd().split('\n').slice(-30).join('\n');

function runCommand([program = '', ...args]: readonly string[], live: boolean): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: repoRoot, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      from.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (live) to.write(chunk);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
