import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Stage } from '../../../src/checks/kit/stage';
import type { EventOf, RunEvent } from '../../../src/checks/model/events';
import { summarize, type RunSummary } from '../../../src/checks/runner/reporters/summary';
import { runChecks, type RunRequest } from '../../../src/checks/runner/run';
import { RUN_LIMITS, type RunLimits } from '../../../src/checks/runner/runContext';
import { builtSuites, type Suites } from '../../../src/checks/runner/suites';
import { repoRoot } from '../../support/paths';

/** The command line, as the build makes it. */
export const cliPath = join(repoRoot, 'dist/checks/cli.mjs');

/** The program that hosts the built-in services, as the build makes it. */
export const hostPath = join(repoRoot, 'dist/devServices/host.mjs');

export interface CliOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Variables that name services of the developer: tests say which servers they mean. */
const SERVICE_URLS = ['DATABASE_URL', 'REDIS_URL', 'MONGODB_URL'];

const environmentWith = (settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !SERVICE_URLS.includes(name))),
  ...settings,
});

/** Runs the command line to its end. */
export function runCli(args: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<CliOutcome> {
  const child = spawn(process.execPath, [cliPath, ...args], { env: environmentWith(settings), stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** What the command line found in a repo, and what it said beside. */
export interface CheckedRepo extends RunSummary {
  /** Warnings of Node.js land there: a run has none. */
  readonly stderr: string;
}

/** Checks a repo by the command line and returns what came of it. */
export async function checkRepo(
  folder: string,
  args: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
): Promise<CheckedRepo> {
  const { stdout, stderr } = await runCli([folder, '--reporter', 'json', ...args], settings);
  try {
    return { ...(JSON.parse(stdout) as RunSummary), stderr };
  } catch {
    throw new Error(`the runner printed no summary:\n${stdout}\n${stderr}`);
  }
}

/** The checks of a stage as they are written, with the kit of this process, whose failures the runner here knows. */
const stageOf = (project: string, stage: string): Promise<Stage<unknown>> => {
  const load = createRequire(__filename);
  const file = join(repoRoot, 'roadmap/backend/projects', project, 'checks', `${stage}.ts`);
  return Promise.resolve((load(file) as { readonly stage: Stage<unknown> }).stage);
};

const sources: Suites = { ...builtSuites(join(repoRoot, 'dist/checks')), stageOf };

/** Suites in which a project has these stages. */
export const suitesWith = (stages: Readonly<Record<string, Stage>>): Suites => ({
  suiteOf: (project) =>
    Promise.resolve({
      ...{ project, title: project, environment: {} },
      stages: Object.entries(stages).map(([id, { checks }]) => ({ id, title: id, topics: [], checks })),
    }),
  stageOf: (_, id) => Promise.resolve(stages[id] as Stage<unknown>),
});

export interface RunHere {
  /** The stage that is checked, and none before it. */
  readonly stage?: string;
  /** A file with more variables for the program. */
  readonly envFile?: string;
  /** The address of a server that runs already. */
  readonly url?: string;
  /** Only this check of it. */
  readonly check?: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** Those that are not said are the runner's own. */
  readonly limits?: Partial<RunLimits>;
  /** As if on a system that can ask a program to end, or cannot. */
  readonly canAskToEnd?: boolean;
  /** Other checks than those of the roadmap. */
  readonly suites?: Suites;
  /** What starts the program in the place of the runner. */
  readonly startProcess?: NonNullable<RunRequest['startProcess']>;
  /** Aborted to cancel the run. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
}

/** Runs the runner in this process and returns what it tells: what is checked is a process of its own all the same. */
export async function eventsHere(folder: string, { settings = {}, limits, onEvent, ...request }: RunHere): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  await runChecks({
    suites: sources,
    signal: new AbortController().signal,
    ...request,
    folder,
    only: true,
    hostPath,
    environment: environmentWith(settings),
    limits: { ...RUN_LIMITS, ...limits },
    emit: (event) => {
      events.push(event);
      onEvent?.(event);
    },
  });
  return events;
}

/** The same, added up. */
export async function checkHere(folder: string, request: RunHere): Promise<RunSummary> {
  const events = await eventsHere(folder, request);
  return summarize(events, events.at(-1) as EventOf<'run-finished'>);
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
