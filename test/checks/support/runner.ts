import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { RunSummary } from '../../../src/checks/runner/reporters/summary';
import { repoRoot } from '../../support/paths';

/** The command line, as the build makes it. */
export const cliPath = join(repoRoot, 'dist/checks/cli.mjs');

export interface CliOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Variables that name services of the developer: tests say which servers they mean. */
const SERVICE_URLS = ['DATABASE_URL', 'REDIS_URL', 'MONGODB_URL'];

/** Runs the command line to its end. */
export function runCli(args: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<CliOutcome> {
  const kept = Object.entries(process.env).filter(([name]) => !SERVICE_URLS.includes(name));
  const child = spawn(process.execPath, [cliPath, ...args], {
    env: { ...Object.fromEntries(kept), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Checks a repo and returns what came of it. */
export async function checkRepo(
  folder: string,
  args: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
): Promise<RunSummary> {
  const { stdout, stderr } = await runCli([folder, '--reporter', 'json', ...args], settings);
  try {
    return JSON.parse(stdout) as RunSummary;
  } catch {
    throw new Error(`the runner printed no summary:\n${stdout}\n${stderr}`);
  }
}

/** The stages that passed. */
export const passedStages = ({ stages }: RunSummary): string[] => stages.flatMap(({ id, passed }) => (passed === true ? [id] : []));

/** Everything that failed or hindered a run, for the message of an assertion. */
export function troubles({ problem, stages }: RunSummary): string {
  const failures = stages.flatMap((stage) =>
    stage.checks.flatMap(({ id, failure }) =>
      failure ? [`${stage.id}/${id}: ${failure.message}\n${failure.exchange ?? ''}\n${failure.output ?? ''}`] : [],
    ),
  );
  return [...(problem ? [`${problem.message}\n${problem.detail ?? ''}`] : []), ...failures].join('\n');
}
