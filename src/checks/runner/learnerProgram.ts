import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Api } from '../kit/api';
import type { Answer } from '../kit/answer';
import type { Environment, Program } from '../kit/stage';
import type { Clock } from './clock';
import { ProgramOutput } from './output';
import { takesConnections } from './ports';
import { EnvironmentProblem } from './problem';
import { isTreeAlive, killMarked, portsOf, RUN_MARK, signalTree, spawnCommand } from './processes';

export interface LearnerProgramOptions {
  readonly folder: string;
  /** The learner's start command, to speak of. */
  readonly command: string;
  /** What the shell is given for it. */
  readonly runs: string;
  readonly port: number;
  /** The whole environment but the port and the mark. */
  readonly environment: NodeJS.ProcessEnv;
  /** A mark of its own, by which every process is found that it has started. */
  readonly mark: string;
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal;
  readonly onOutput: (text: string) => void;
  readonly onNotice: (message: string) => void;
  readonly onStarted: (url: string, milliseconds: number) => void;
  /** Counts while the program starts or ends. */
  readonly starting: Clock;
  /** Counts while it is asked something. */
  readonly asking: Clock;
}

const START_LIMIT = 30_000;
/** A program that listens elsewhere for so long does not read PORT. */
const OTHER_PORT_AFTER = 4_000;
const STOP_LIMIT = 5_000;
const POLL = 10;
/** So long after a connection was closed a program that is ending has ended. */
const END_OF_CONNECTION = 500;

/** The program of the learner's repo: started by its own command, asked over HTTP, and ended with all that it has started. */
export class LearnerProgram implements Program {
  private readonly out: ProgramOutput;
  private child: ChildProcess | undefined;
  private agent = new Agent({ keepAlive: true, maxSockets: 512 });
  private ended: string | undefined;
  /** Nobody writes to the pipes of the child any more: npm, the shell and the program itself are gone. */
  private isClosed = false;
  private variables: Environment = {};
  /** Told of each answer, while a check runs. */
  onAnswer: (answer: Answer) => void = () => undefined;
  /** What the check that runs now may take. */
  checkSignal: AbortSignal;
  readonly api: Api;

  constructor(private readonly options: LearnerProgramOptions) {
    this.out = new ProgramOutput(options.onOutput);
    this.checkSignal = options.signal;
    this.api = new Api({
      port: () => options.port,
      agent: () => this.agent,
      signal: () => this.checkSignal,
      onAnswer: (answer) => this.onAnswer(answer),
      whyGone: () => this.whyGoneSoon(),
      asking: options.asking,
    });
  }

  get port(): number {
    return this.options.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get output(): string {
    return this.out.text;
  }

  get lastLines(): string {
    return this.out.lastLines;
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.ended === undefined;
  }

  /** "the program has ended (exit code 1)"; undefined while it runs. */
  get whyGone(): string | undefined {
    return this.isRunning ? undefined : `the program has ended${this.ended === undefined ? '' : ` (${this.ended})`}`;
  }

  /** The same of a program that has just closed a connection: its end may be on its way to us. */
  private async whyGoneSoon(): Promise<string | undefined> {
    const { child } = this;
    if (child && this.ended === undefined) await Promise.race([once(child, 'exit'), wait(END_OF_CONNECTION, undefined, { ref: false })]);
    return this.whyGone;
  }

  /** Starts it and waits until it listens. Variables that are given stay for the starts that follow. @throws EnvironmentProblem */
  async start(environment: Environment = this.variables): Promise<void> {
    if (this.isRunning) return;
    const { folder, mark, port, onStarted, runs, signal } = this.options;
    signal.throwIfAborted();
    this.variables = environment;
    const started = performance.now();
    // What an earlier start has left behind would answer in the place of this one.
    if (this.child) await this.kill();
    await killMarked(mark);
    if (await takesConnections(port))
      throw new EnvironmentProblem('port-closed', `Port ${port} was taken by another program: check again.`);
    this.agent = new Agent({ keepAlive: true, maxSockets: 512 });
    this.ended = undefined;
    this.isClosed = false;
    const child = spawnCommand(runs, folder, { ...this.options.environment, ...environment, PORT: String(port), [RUN_MARK]: mark });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        if (this.child === child) this.out.add(text);
      });
    }
    child.once('exit', (code, by) => {
      if (this.child === child) this.ended = by === null ? `exit code ${String(code)}` : `ended by ${by}`;
    });
    child.once('close', () => {
      if (this.child === child) this.isClosed = true;
    });
    child.once('error', (error) => {
      if (this.child === child) this.ended = error.message;
    });
    try {
      await this.options.starting.during(this.listens(child));
    } catch (error) {
      await this.kill();
      throw error;
    }
    onStarted(this.url, performance.now() - started);
  }

  async restart(environment: Environment = this.variables): Promise<void> {
    await this.stop();
    await this.start(environment);
  }

  async crash(): Promise<void> {
    await this.kill();
  }

  /** Ends it as a platform does: SIGTERM, and by force what has not ended after 5 seconds. */
  async stop(): Promise<void> {
    const { child } = this;
    if (!child) return;
    this.agent.destroy();
    if (isTreeAlive(child)) {
      await signalTree(child, 'SIGTERM');
      if (!(await this.isGoneWithin(child, STOP_LIMIT))) {
        this.options.onNotice(`The program did not end within ${STOP_LIMIT / 1000} seconds of SIGTERM, and was killed.`);
      }
    }
    await this.kill();
  }

  private async kill(): Promise<void> {
    const { child } = this;
    if (!child) return;
    this.agent.destroy();
    await signalTree(child, 'SIGKILL');
    if (!(await this.isGoneWithin(child, STOP_LIMIT))) this.options.onNotice('The program could not be killed.');
    this.ended ??= 'it was ended by a check';
    this.child = undefined;
    this.out.flush();
  }

  private isGoneWithin(child: ChildProcess, limit: number): Promise<boolean> {
    return this.options.starting.during(this.waitUntilGone(child, limit));
  }

  private async waitUntilGone(child: ChildProcess, limit: number): Promise<boolean> {
    // What has ended can stay in the group for a while, until somebody asks after it.
    const end = performance.now() + limit;
    while (!this.isClosed && isTreeAlive(child)) {
      if (performance.now() > end) return false;
      await wait(POLL);
    }
    return true;
  }

  private async listens(child: ChildProcess): Promise<void> {
    const { port, mark, signal } = this.options;
    const started = performance.now();
    let elsewhereSince: number | undefined;
    let lookAgain = started + 1_000;
    while (!(await takesConnections(port))) {
      signal.throwIfAborted();
      if (this.ended !== undefined) throw await this.endedTooEarly(child, this.ended);
      const now = performance.now();
      if (now > lookAgain) {
        lookAgain = now + 500;
        const ports = await portsOf(mark);
        if (ports.length === 0 || ports.includes(port)) elsewhereSince = undefined;
        else if (now - (elsewhereSince ??= now) > OTHER_PORT_AFTER) throw this.elsewhere(ports);
      }
      if (now - started > START_LIMIT) throw this.tooLate();
      await wait(POLL);
    }
  }

  private async endedTooEarly(child: ChildProcess, why: string): Promise<EnvironmentProblem> {
    const { command, port } = this.options;
    // What it printed last may still be on its way.
    await Promise.race([once(child, 'close'), wait(300)]);
    const lines = this.lastLines;
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

  private elsewhere(ports: readonly number[]): EnvironmentProblem {
    const { port } = this.options;
    return new EnvironmentProblem(
      'other-port',
      `The program listens on port ${ports.join(', ')}, and not on the one it was given (${port}): read the port from the variable PORT.`,
      this.lastLines,
    );
  }

  private tooLate(): EnvironmentProblem {
    return new EnvironmentProblem(
      'port-closed',
      `Nothing listened on port ${this.options.port} within ${START_LIMIT / 1000} seconds: the program has to listen on 127.0.0.1, on the port in the variable PORT.`,
      this.lastLines,
    );
  }
}
