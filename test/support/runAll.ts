import type { Counts } from './mochaCounts';
import { runSuite, type Outcome } from './runSuite';
import { runSideBySide } from './sideBySide';
import { suites } from './suites';

/** As many as the machine that the time of the whole run is meant for has cores. */
const AT_ONCE = 2;

/** Runs the suites, all of them whatever fails, and ends with a table and the sum. */
async function main(names: string[]): Promise<number> {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) throw new Error(`no suite ${unknown.join(', ')}; there are ${suites.map((s) => s.name).join(', ')}`);
  const chosen = suites.filter((suite) => names.length === 0 || names.includes(suite.name));
  const started = Date.now();
  const outcomes = await runSideBySide(chosen, AT_ONCE, (suite) => runSuite(suite));
  print(outcomes, (Date.now() - started) / 1000);
  return outcomes.every(({ failed }) => failed === 0) ? 0 : 1;
}

function print(outcomes: readonly Outcome[], seconds: number): void {
  for (const { name, failures } of outcomes) if (failures) console.log(`\n── failed in ${name} ──\n${failures}`);
  const row = (name: string, ...cells: string[]) => `${name.padEnd(14)}${cells.map((cell) => cell.padStart(9)).join('')}`;
  console.log(`\n${row('suite', 'passed', 'failed', 'skipped', 'seconds')}`);
  for (const { name, passed, failed, pending, seconds: own, note } of outcomes) {
    console.log(`${row(name, String(passed), String(failed), String(pending), own.toFixed(1))}${note ? `  ${note}` : ''}`);
  }
  const sum = (key: keyof Counts): number => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  console.log(row('all', String(sum('passed')), String(sum('failed')), String(sum('pending')), seconds.toFixed(1)));
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
