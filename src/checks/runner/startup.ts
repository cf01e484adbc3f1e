import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { LocalHost } from '../kit/api';
import { intruderOn, portsOf, type Intruder } from './ports';
import { readinessOn } from './readiness';
import { EnvironmentProblem, type RunLimits } from './runContext';

/** A program that was just started, on its way to listening. */
export interface Startup {
  readonly child: ChildProcess;
  /** The learner's start command, to speak of. */
  readonly command: string;
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
  const [started, startedAt] = [performance.now(), Date.now()];
  let elsewhereSince: number | undefined;
  let lookAgain = started + 1_000;
  for (;;) {
    const readiness = await readinessOn(port, signal);
    if (readiness.state === 'answers') {
      const { host } = readiness;
      return { host, intruder: child.pid === undefined ? undefined : await intruderOn(port, host, { pid: child.pid, startedAt, mark }) };
    }
    const why = ended();
    if (why !== undefined) throw await endedTooEarly(startup, why);
    const now = performance.now();
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

async function endedTooEarly({ child, command, port, lastLines }: Startup, why: string): Promise<EnvironmentProblem> {
  // What it printed last may still be on its way.
  await Promise.race([once(child, 'close'), wait(300)]);
  const lines = lastLines();
  if (child.exitCode === 127 || child.exitCode === 126 || /is not recognized as an internal or external command/.test(lines)) {
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
    `The program ended (${why}) before it listened on port ${port}: start it in a terminal and mend what it says.`,
    lines,
  );
}

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
