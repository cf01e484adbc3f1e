import type { Failure, RunEvent } from '../../model/events';
import { summarize, textSays, type CheckSummary, type Reporter, type RunSummary, type StageSummary, type Write } from './summary';

/** Prints the run as JUnit XML at its end, which most CI servers read. */
export function junitReporter(write: Write): Reporter {
  const events: RunEvent[] = [];
  return (event) => {
    events.push(event);
    if (event.type === 'run-finished') write(junitOf(summarize(events, event)));
  };
}

function junitOf(run: RunSummary): string {
  const suites = run.stages.map((stage) => suiteOf(run, stage));
  const problem = run.problem ? [problemSuite(run.problem.message, run.problem.detail)] : [];
  const counts = [...run.stages.flatMap(({ checks }) => checks)];
  const attributes = `tests="${counts.length + problem.length}" failures="${counts.filter(({ failure }) => failure).length}" errors="${problem.length}" time="${seconds(run.ms)}"`;
  return [`<?xml version="1.0" encoding="UTF-8"?>`, `<testsuites ${attributes}>`, ...problem, ...suites, '</testsuites>', ''].join('\n');
}

function suiteOf({ project = '' }: RunSummary, { id, title, ms, checks }: StageSummary): string {
  const failures = checks.filter(({ failure }) => failure).length;
  const skipped = checks.filter((check) => check.ms === undefined).length;
  const cases = checks.map((check) => {
    const head = `    <testcase classname="${xml(`${project}.${id}`)}" name="${xml(check.title)}" time="${seconds(check.ms ?? 0)}"`;
    if (check.ms === undefined) {
      const why = check.leftOut ?? (check.untried && `${check.untried.reason} See ${check.untried.cause}.`);
      return `${head}><skipped${why === undefined ? '' : ` message="${xml(why)}"`}/></testcase>`;
    }
    if (!check.failure) return `${head}/>`;
    return `${head}><failure message="${xml(check.failure.message)}">${xml(detailsOf(check.failure, check))}</failure></testcase>`;
  });
  const counts = `tests="${checks.length}" failures="${failures}" skipped="${skipped}" time="${seconds(ms ?? 0)}"`;
  return [`  <testsuite name="${xml(title)}" ${counts}>`, ...cases, '  </testsuite>'].join('\n');
}

const problemSuite = (message: string, detail = ''): string =>
  [
    `  <testsuite name="Environment" tests="1" errors="1">`,
    `    <testcase classname="environment" name="The program can be checked"><error message="${xml(message)}">${xml(detail)}</error></testcase>`,
    `  </testsuite>`,
  ].join('\n');

/** A failure as text of several lines. */
function detailsOf({ message, expected, actual, exchange, output }: Failure, { passage }: CheckSummary): string {
  return [
    message,
    ...textSays(passage),
    ...(expected === undefined ? [] : [`Expected:\n${expected}`, `Actual:\n${actual ?? ''}`]),
    ...(exchange === undefined ? [] : [`Last request:\n${exchange}`]),
    ...(output === undefined ? [] : [`The program printed last:\n${output}`]),
  ].join('\n\n');
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

/** Text for XML: what it does not allow at all, such as a null character, is left out. */
const xml = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
