/**
 * What the runner of checks adds to a run, beside the learner's own start and the requests themselves: `tsx test/bench/checks.ts [rounds]`.
 * Printed, not asserted: the machine decides about milliseconds, so that what counts is measured in one run.
 */
import { performance } from 'node:perf_hooks';
import { makeRepo } from '../checks/support/repos';
import { checkRepo } from '../checks/support/runner';
import { median, p95 } from '../support/statistics';

const PROJECTS = ['rest-api', 'authentication-system', 'blog-api', 'e-commerce-backend', 'real-time-chat', 'url-shortener'];

async function main(rounds: number): Promise<void> {
  const repo = await makeRepo('rest-api', 'solution');
  const own: number[] = [];
  const requests: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    const run = await checkRepo(repo, ['--stage', 'hello']);
    // With the start of the process and all that it loads.
    own.push(performance.now() - started - run.startMs - run.requestMs);
    requests.push(run.requestMs);
  }
  console.log(`the first stage of rest-api, ${rounds} times: runner ${row(own)}, its requests ${row(requests)} (runner at most 300 ms)`);
  for (const id of PROJECTS) {
    const finished = await makeRepo(id, 'solution');
    const times: number[] = [];
    for (let round = 0; round < 2; round++) {
      const started = performance.now();
      const { outcome } = await checkRepo(finished);
      if (outcome !== 'passed') throw new Error(`${id} did not pass`);
      times.push((performance.now() - started) / 1000);
    }
    console.log(`${id}, all stages with dev services: ${times.map((time) => time.toFixed(1)).join(' and ')} s (at most 20 s)`);
  }
}

const row = (times: number[]): string => `median ${median(times).toFixed(0)} ms, p95 ${p95(times).toFixed(0)} ms`;

void main(Number(process.argv[2] ?? 10));
