import { realpath, rm } from 'node:fs/promises';
import type { Outcome, RunEvent } from '../model/events';
import { secretsIn } from '../../base/secrets';
import { limitTime } from '../kit/limitTime';
import { PROJECT_FILE } from '../../content/projectFileName';
import { digestOf } from '../../content/runConsent';
import { DevServicesError, startDevServices, type DevServices } from '../../devServices';
import { inspectTools, readProject, withoutLack, type CheckedProject } from './inspect';
import { LearnerProgram } from './learnerProgram';
import { servicesMark, sweepLeftovers } from './leftovers';
import { PortClaims } from './ports';
import { killMarked, RUN_MARK } from './processes';
import { spawnProcess, type Hide, type StartProcess } from './programProcess';
import { lockRepo } from './runLock';
import { RunRecord } from './runRecord';
import { MaskedEvents, secretsOf } from './masking';
import { Clock, EnvironmentProblem, RUN_LIMITS, type Clocks, type RunLimits } from './runContext';
import { stagesOf, toldStages, type Selection } from './selection';
import { checkServer } from './serverRun';
import { runStages, type Bench, type RunOutcome } from './stageRun';
import { build, npmScript, programEnvironment } from './startCommand';
import { builtSuites, type Suites } from './suites';

export interface RunRequest extends Selection {
  /** The learner's repo. */
  readonly folder: string;
  /** The address of a server that runs already: it is checked, and nothing is started. */
  readonly url?: string;
  /** What stands for that to which the learner has agreed (`digestOf`): nothing else is run. All is, unless said: by who starts the runner by hand. */
  readonly approved?: string | undefined;
  /** A file with more variables for the program, in the form of a `.env`. */
  readonly envFile?: string;
  /** The program that hosts the services (`dist/devServices/host.mjs`). */
  readonly hostPath: string;
  readonly signal: AbortSignal;
  readonly emit: (event: RunEvent) => void;
  /** What programs and services are started with, and are looked for; this process's own environment unless said. */
  readonly environment?: NodeJS.ProcessEnv;
  readonly limits?: RunLimits;
  /** Whether programs can be asked to end; this system's answer unless said. */
  readonly canAskToEnd?: boolean;
  /** What starts the learner's program: the runner itself, unless a debugger is to, which knows of secrets that the runner does not. */
  readonly startProcess?: (hide: Hide) => StartProcess;
  readonly suites?: Suites;
}

/** Checks a repo from beginning to end and tells all that happens. Whatever it started has ended when this resolves; it never rejects. */
export async function runChecks(given: RunRequest): Promise<Outcome> {
  const masked = new MaskedEvents(given.emit);
  const request: MaskedRequest = { ...given, emit: masked.emit, hide: (secrets) => masked.add(secrets) };
  const { emit, signal, environment = process.env } = request;
  const { secrets, dotEnv, notices } = await secretsOf(request.folder, environment);
  request.hide(secrets);
  for (const message of notices) emit({ type: 'notice', message });
  const started = performance.now();
  const now = () => limitTime.now();
  const clocks: Clocks = { starting: new Clock(now), asking: new Clock(now) };
  const cleanUps: (() => unknown)[] = [];
  let outcome: Outcome;
  try {
    outcome = await (request.url === undefined
      ? check({ ...request, dotEnv }, cleanUps, clocks)
      : checkServer({ ...request, url: request.url }, cleanUps, clocks));
  } catch (error) {
    outcome = signal.aborted ? 'cancelled' : 'problem';
    if (!signal.aborted) emit(problemOf(error));
  }
  for (const cleanUp of cleanUps.reverse()) {
    try {
      await cleanUp();
    } catch (error) {
      emit({ type: 'notice', message: `Tidying up failed: ${error instanceof Error ? error.message : String(error)}.` });
    }
  }
  const [startMs, requestMs] = [clocks.starting.milliseconds, clocks.asking.milliseconds];
  emit({ type: 'run-finished', outcome, ms: performance.now() - started, startMs, requestMs });
  return outcome;
}

/** What it tells holds no secrets. */
interface MaskedRequest extends RunRequest {
  /** What `.env` says. */
  readonly dotEnv?: string | undefined;
  /** Names more of them. */
  readonly hide: Hide;
}

async function check(request: MaskedRequest, cleanUps: (() => unknown)[], { starting, asking }: Clocks): Promise<RunOutcome> {
  const { emit, signal, suites = builtSuites(), environment: host = process.env } = request;
  const project = await readProject(request.folder, request.envFile);
  const limits = limitsOf(project, request.limits);
  request.hide(secretsIn(project.environment, project.fromFile));
  await assertApproved(project, request.approved);
  const folder = await realpath(request.folder);
  const suite = await suites.suiteOf(project.project);
  const stages = stagesOf(suite, request);
  cleanUps.push(lockRepo(folder));
  emit({
    type: 'run-started',
    project: suite.project,
    command: project.start,
    stages: toldStages(suite, stages, request),
  });
  await sweep(emit);
  await inspectTools(folder, project, host);

  const record = new RunRecord();
  const { mark } = record;
  cleanUps.push(() => record.remove());
  const { scratch, data } = record.makeFolders();
  for (const made of [scratch, data]) cleanUps.push(() => rm(made, { recursive: true, force: true, maxRetries: 3 }));
  const services = await starting.during(startServices(request, folder, project, { dataFolder: data, mark: servicesMark(mark) }));
  cleanUps.push(() => starting.during(services.stop()));
  signal.throwIfAborted();
  for (const { kind, note } of services.services) emit({ type: 'service', kind, note });

  const environment = { ...programEnvironment(host, project.environment, suite.environment, scratch), ...services.variables };
  const print = (text: string) => emit({ type: 'output', text });
  const lacking = async (error: unknown): Promise<never> => {
    throw await withoutLack(error, folder, project);
  };
  if (project.build !== undefined)
    await starting.during(build(project.build, folder, { environment, mark, signal, limit: limits.build, print })).catch(lacking);
  const script = await npmScript(folder, project.start, environment);
  const ports = new PortClaims(folder);
  cleanUps.push(() => ports.release());
  const startProcess = request.startProcess?.(request.hide) ?? spawnProcess;
  let instances = 0;
  const over = new AbortController();
  const makeProgram = (): LearnerProgram =>
    new LearnerProgram({
      folder,
      command: project.start,
      runs: script?.command ?? project.start,
      startProcess,
      environment: { ...environment, ...script?.environment },
      claimPort: () => ports.claim(),
      mark: `${mark}/${(instances += 1)}/`,
      signal: AbortSignal.any([signal, over.signal]),
      limits,
      ...(request.canAskToEnd !== undefined && { canAskToEnd: request.canAskToEnd }),
      onOutput: print,
      onNotice: (message) => emit({ type: 'notice', message }),
      onStarted: (url, ms) => emit({ type: 'program-started', url, ms }),
      starting,
      asking,
    });
  const program = makeProgram();
  // In this order: the program, then what it has left behind.
  cleanUps.push(() => killMarked(mark));
  cleanUps.push(() => program.stop());
  // A check that was given up goes on by itself, and may be about to start one.
  cleanUps.push(() => over.abort(new Error('The run is over.')));

  const named = Object.fromEntries(services.services.map(({ variable, url }) => [variable, url]));
  const bench: Bench = { program, makeAnother: makeProgram, scratch, services: named, limits, starting, signal, emit };
  const stageOf = (id: string) => suites.stageOf(suite.project, id);
  return runStages(stages, stageOf, bench, request.check).catch(lacking);
}

/** A program that compiles first, or has much to finish, says so in its project's file. */
const limitsOf = ({ startSeconds, stopSeconds }: CheckedProject, limits = RUN_LIMITS): RunLimits => ({
  ...limits,
  ...(startSeconds !== undefined && { start: startSeconds * 1_000 }),
  ...(stopSeconds !== undefined && { stop: stopSeconds * 1_000 }),
});

/** The file may have changed since it was shown: what was read here is what runs. @throws EnvironmentProblem */
async function assertApproved(project: CheckedProject, approved: string | undefined): Promise<void> {
  if (approved === undefined || (await digestOf(project)) === approved) return;
  throw new EnvironmentProblem(
    'not-approved',
    `${PROJECT_FILE} has changed since you were asked, so nothing of it was run: check again to see what it says now.`,
  );
}

/** What earlier runs have left that were killed would be in the way, and nobody else removes it. */
async function sweep(emit: RunRequest['emit']): Promise<void> {
  const message = 'An earlier check was killed: what it had left was ended and removed.';
  if ((await sweepLeftovers()) > 0) emit({ type: 'notice', message });
}

async function startServices(
  { hostPath, emit, environment = process.env, dotEnv }: MaskedRequest,
  folder: string,
  project: CheckedProject,
  { dataFolder, mark }: { readonly dataFolder: string; readonly mark: string },
): Promise<DevServices> {
  try {
    return await startDevServices({
      folder,
      hostPath,
      dataFolder,
      hostVariables: { [RUN_MARK]: mark },
      only: project.services,
      ...(dotEnv !== undefined && { dotEnv }),
      // A URL in the repo's own file stands where the learner's program finds it too.
      environment: { ...environment, ...project.environment },
      onCrash: (message) => emit({ type: 'notice', message }),
    });
  } catch (error) {
    if (error instanceof DevServicesError) throw new EnvironmentProblem('service', error.message);
    throw error;
  }
}

function problemOf(error: unknown): RunEvent {
  if (error instanceof EnvironmentProblem) {
    return { type: 'problem', code: error.code, message: error.message, ...(error.detail && { detail: error.detail }) };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { type: 'problem', code: 'internal', message: 'The checks broke; this is a mistake of ours, please report it.', detail: text };
}
