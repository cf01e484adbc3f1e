import { setTimeout as wait } from 'node:timers/promises';
import type { LocalHost } from '../kit/api';
import { limitTime } from '../kit/limitTime';
import { isOnPath } from '../../platform/npmPackages';
import { intruderOn, portsOf, type Intruder } from './ports';
import type { ProgramProcess } from './programProcess';
import { readinessOn } from './readiness';
import { EnvironmentProblem, type RunLimits } from './runContext';
import { NOT_FOUND } from './startCommand';

/** A program that was just started, on its way to listening. */
export interface Startup {
  readonly child: ProgramProcess;
  /** The learner's start command, to speak of. */
  readonly command: string;
  /** What the shell was given for it, and in which environment. */
  readonly runs: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly port: number;
  readonly mark: string;
  readonly limits: RunLimits;
  readonly signal: AbortSignal;
  /** How it ended; undefined while it runs. */
  readonly ended: () => string | undefined;
  /** What it printed last. */
  readonly lastLines: () => string;
}

/** How often is looked whether something listens. */
const POLL = 10;
/** How often one that listens, and is not ready, is asked again. */
const WARM_POLL = 100;

/** Where a program answers, and who does so in its place, when somebody has taken the port. */
export interface Answering {
  readonly host: LocalHost;
  readonly intruder: Intruder | undefined;
}

/** Waits until the program answers HTTP. @throws EnvironmentProblem when it ends before, listens elsewhere, or does neither for too long. */
export async function waitUntilAnswers(startup: Startup): Promise<Answering> {
  const { child, ended, limits, mark, port, signal } = startup;
  const [started, startedAt] = [limitTime.now(), Date.now()];
  let elsewhereSince: number | undefined;
  let lookAgain = started + 1_000;
  for (;;) {
    const readiness = await readinessOn(port, signal);
    if (readiness.state === 'answers') {
      const { host } = readiness;
      return { host, intruder: await intruderOn(port, host, { pid: child.pid, startedAt, mark }) };
    }
    const why = ended();
    if (why !== undefined) throw await endedTooEarly(startup, why);
    const now = limitTime.now();
    if (now > lookAgain) {
      lookAgain = now + 500;
      const ports = await portsOf(mark);
      if (ports.length === 0 || ports.includes(port)) elsewhereSince = undefined;
      else if (now - (elsewhereSince ??= now) > limits.otherPort) throw listensElsewhere(startup, ports);
    }
    if (now - started > limits.start) throw readiness.state === 'closed' ? tooLate(startup) : neverReady(startup, readiness.why);
    await wait(readiness.state === 'closed' ? POLL : WARM_POLL);
  }
}

/** A word of bash that a plain shell does not know. */
const SOURCE = /(?:^|[;&|(]\s*)source\s+(\S+)/;

async function endedTooEarly(startup: Startup, why: string): Promise<EnvironmentProblem> {
  const { child, command, port, lastLines } = startup;
  // What it printed last may still be on its way.
  await Promise.race([child.closed, wait(300)]);
  const lines = lastLines();
  const isNotFound = NOT_FOUND.includes(child.exitCode ?? 0);
  const [, sourced] = SOURCE.exec(command) ?? [];
  if (isNotFound && sourced !== undefined) {
    return new EnvironmentProblem(
      'start-not-found',
      `The start command uses "source", which the shell that runs it (sh) does not know: write ". ${sourced}" instead, in "start" of .backend-roadmap.json.`,
      lines,
    );
  }
  if (isNotFound || (await isUnknownOnWindows(startup))) {
    return new EnvironmentProblem(
      'start-not-found',
      `The start command "${command}" cannot be run: install what it needs, or correct "start" in .backend-roadmap.json.`,
      lines,
    );
  }
  if (child.exitCode === 0) {
    return new EnvironmentProblem(
      'start-ended',
      `The start command "${command}" ended before anything listened on port ${port}: it has to stay in the foreground until it is stopped.`,
      lines,
    );
  }
  return new EnvironmentProblem(
    'start-ended',
    `The program ended (${why}) before it listened on port ${port}: start it in a terminal and fix what it says.`,
    lines,
  );
}

/** Windows says it in the language of the machine, and with an exit code of many meanings: what is on the PATH decides. */
async function isUnknownOnWindows({ runs, environment }: Startup): Promise<boolean> {
  const program = /^[\w.-]+/.exec(runs)?.[0];
  return process.platform === 'win32' && program !== undefined && !OF_CMD.test(program) && !(await isOnPath(program, environment));
}

/** Words of the shell of Windows itself. */
const OF_CMD = /^(?:call|cd|chcp|cls|copy|del|dir|echo|exit|for|if|md|mkdir|path|pushd|ren|rem|set|start|title|type)$/i;

const listensElsewhere = ({ port, lastLines }: Startup, ports: readonly number[]): EnvironmentProblem =>
  new EnvironmentProblem(
    'other-port',
    `The program listens on port ${ports.join(', ')}, and not on the one it was given (${port}): read the port from the variable PORT.`,
    lastLines(),
  );

const tooLate = ({ port, limits, lastLines }: Startup): EnvironmentProblem =>
  new EnvironmentProblem(
    'port-closed',
    `Nothing listened on port ${port} within ${limits.start / 1000} seconds: the program has to listen on 127.0.0.1, on the port in the variable PORT.`,
    lastLines(),
  );

const neverReady = ({ port, limits, lastLines }: Startup, why: string): EnvironmentProblem =>
  new EnvironmentProblem(
    'port-closed',
    `The program takes connections on port ${port}, but was not ready within ${limits.start / 1000} seconds: asked for "/", it ${why} each time.`,
    lastLines(),
  );
