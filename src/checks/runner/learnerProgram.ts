import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Api, type LocalHost, urlOf } from '../kit/api';
import type { Answer } from '../kit/answer';
import { limitTime } from '../kit/limitTime';
import type { Environment } from '../kit/stage';
import { ProgramOutput } from './output';
import { type Intruder, takesConnections } from './ports';
import { canAskToEnd, killMarked, RUN_MARK } from './processes';
import type { ProgramProcess, StartProcess } from './programProcess';
import { EnvironmentProblem, type Clock, type RunLimits } from './runContext';
import { waitUntilAnswers } from './startup';
import type { TestedProgram } from './testedProgram';

export interface LearnerProgramOptions {
  readonly folder: string;
  /** The learner's start command, to speak of. */
  readonly command: string;
  /** What the shell is given for it. */
  readonly runs: string;
  /** What starts it. */
  readonly startProcess: StartProcess;
  /** A port that nobody else uses: the first, and another one when somebody has taken that all the same. */
  readonly claimPort: () => Promise<number>;
  /** The whole environment but the port and the mark. */
  readonly environment: NodeJS.ProcessEnv;
  /** A mark of its own, by which every process is found that it has started. */
  readonly mark: string;
  /** Aborted when the run is over or cancelled: nothing is started from then on. */
  readonly signal: AbortSignal;
  /** Whether it can be asked to end; this system's answer unless said. */
  readonly canAskToEnd?: boolean;
  readonly limits: RunLimits;
  readonly onOutput: (text: string) => void;
  readonly onNotice: (message: string) => void;
  readonly onStarted: (url: string, milliseconds: number) => void;
  /** Counts while the program starts or ends. */
  readonly starting: Clock;
  /** Counts while it is asked something. */
  readonly asking: Clock;
}

/** How many ports are tried before it is said that others take them. */
const PORTS = 3;
/** How often is looked whether it has ended. */
const POLL = 10;
/** So long after a connection was closed a program that is ending has ended. */
const END_OF_CONNECTION = 500;

/** The program of the learner's repo: started by its own command, asked over HTTP, and ended with all that it has started. */
export class LearnerProgram implements TestedProgram {
  private readonly out: ProgramOutput;
  private child: ProgramProcess | undefined;
  private ownPort: number | undefined;
  private host: LocalHost = '127.0.0.1';
  /** It has listened before: its address is known, and stays. */
  private isKnown = false;
  private agent = new Agent({ keepAlive: true, maxSockets: 512 });
  private ended: string | undefined;
  /** Resolves when the child has ended. */
  private exited: Promise<void> = Promise.resolve();
  /** Nobody writes to the pipes of the child any more: npm, the shell and the program itself are gone. */
  private isClosed = false;
  private variables: Environment = {};
  /** Told of each answer, while a check runs. */
  onAnswer: (answer: Answer) => void = () => undefined;
  /** What the check that runs now may take. */
  checkSignal: AbortSignal;
  cut: string | undefined;
  readonly api: Api;
  readonly isOurs = true;

  constructor(private readonly options: LearnerProgramOptions) {
    this.out = new ProgramOutput(options.onOutput);
    this.checkSignal = options.signal;
    this.api = new Api({
      host: () => this.host,
      port: () => this.port,
      agent: () => this.agent,
      signal: () => this.checkSignal,
      onAnswer: (answer) => this.onAnswer(answer),
      whyGone: () => this.whyGoneSoon(),
      asking: options.asking,
      limit: options.limits.request,
    });
  }

  /** 0 before its first start. */
  get port(): number {
    return this.ownPort ?? 0;
  }

  get url(): string {
    return urlOf(this.host, this.port);
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
    if (this.isRunning) await Promise.race([this.exited, wait(END_OF_CONNECTION, undefined, { ref: false })]);
    return this.whyGone;
  }

  /** Starts it and waits until it answers. Variables that are given stay for the starts that follow. @throws EnvironmentProblem */
  async start(environment: Environment = this.variables): Promise<void> {
    if (this.isRunning) return;
    const { claimPort, mark, onNotice, onStarted, signal } = this.options;
    this.variables = environment;
    const started = performance.now();
    // What an earlier start has left behind would answer in the place of this one.
    if (this.child) await this.kill();
    await killMarked(mark);
    for (let left = PORTS - 1; ; left--) {
      signal.throwIfAborted();
      const port = (this.ownPort ??= await claimPort());
      const intruder = await this.startOn(port);
      if (intruder === 'none') break;
      if (this.isKnown || left === 0) throw new EnvironmentProblem('port-closed', `${takenBy(port, intruder)}: check again.`);
      onNotice(`${takenBy(port, intruder)}: the program is started on another one.`);
      this.ownPort = undefined;
    }
    this.isKnown = true;
    onStarted(this.url, performance.now() - started);
  }

  /** Starts it on a port; returns who has taken that, and `undefined` when nobody knows who did. */
  private async startOn(port: number): Promise<Intruder | 'none' | undefined> {
    if ((await takesConnections(port)) || (await takesConnections(port, '::1'))) return undefined;
    const { command, limits, mark, signal } = this.options;
    signal.throwIfAborted();
    const environment = this.environmentOn(port);
    const child = this.spawn(environment);
    const ended = () => this.ended;
    const lastLines = () => this.lastLines;
    try {
      const startup = waitUntilAnswers({
        child,
        command,
        runs: this.options.runs,
        environment,
        port,
        mark,
        limits,
        signal,
        ended,
        lastLines,
      });
      const [{ host, intruder }] = await this.options.starting.during(Promise.all([startup, child.ready]));
      this.host = host;
      if (intruder) await this.kill();
      return intruder ?? 'none';
    } catch (error) {
      await this.kill();
      throw error;
    }
  }

  private environmentOn(port: number): NodeJS.ProcessEnv {
    return { ...this.options.environment, ...this.variables, PORT: String(port), [RUN_MARK]: this.options.mark };
  }

  private spawn(environment: NodeJS.ProcessEnv): ProgramProcess {
    const { folder, runs, startProcess } = this.options;
    this.agent = new Agent({ keepAlive: true, maxSockets: 512 });
    this.ended = undefined;
    this.isClosed = false;
    const child = startProcess(runs, folder, environment);
    this.child = child;
    const isCurrent = () => this.child === child;
    child.onOutput((text, stream) => {
      if (isCurrent()) this.out.add(text, stream);
    });
    this.exited = child.exited.then((why) => {
      if (isCurrent()) this.ended = why;
    });
    void child.closed.then(() => {
      if (isCurrent()) this.isClosed = true;
    });
    return child;
  }

  async restart(environment: Environment = this.variables): Promise<void> {
    if (this.isRunning && !this.canAsk) this.cut = CUT;
    await this.stop();
    await this.start(environment);
  }

  async crash(): Promise<void> {
    await this.kill();
  }

  private get canAsk(): boolean {
    return this.options.canAskToEnd ?? canAskToEnd;
  }

  /** Ends it as a platform does: SIGTERM, and by force what has not ended after 5 seconds; at once where nothing can be asked to end. */
  async stop(): Promise<void> {
    const { child } = this;
    if (!child) return;
    this.agent.destroy();
    if (this.canAsk && child.isAlive() && !this.mustEndAtOnce()) {
      await child.signal('SIGTERM');
      if (!(await this.isGoneWithin(child, this.options.limits.stop)) && !this.mustEndAtOnce()) {
        this.options.onNotice(`The program did not end within ${this.options.limits.stop / 1000} seconds of SIGTERM, and was killed.`);
      }
    }
    await this.kill();
  }

  private async kill(): Promise<void> {
    const { child } = this;
    if (!child) return;
    this.agent.destroy();
    const words = await child.signal('SIGKILL');
    if (!(await this.isGoneWithin(child, this.options.limits.stop, true)))
      this.options.onNotice(`The program could not be killed${words === undefined ? '' : ` (taskkill: ${words})`}.`);
    this.ended ??= 'it was ended by a check';
    this.child = undefined;
    this.out.flush();
  }

  /** One that is paused in a debugger hears nothing; who has canceled the run waits for nobody to go on with it. */
  private mustEndAtOnce(): boolean {
    return limitTime.isHeld && this.options.signal.aborted;
  }

  private isGoneWithin(child: ProgramProcess, limit: number, isKilled = false): Promise<boolean> {
    return this.options.starting.during(this.waitUntilGone(child, limit, isKilled));
  }

  private async waitUntilGone(child: ProgramProcess, limit: number, isKilled: boolean): Promise<boolean> {
    // What is killed ends although it is paused.
    const now = () => (isKilled ? performance.now() : limitTime.now());
    const end = now() + limit;
    // What has ended can stay in the group for a while, until somebody asks after it.
    while (!this.isClosed && child.isAlive()) {
      if (now() > end || (!isKilled && this.mustEndAtOnce())) return false;
      await wait(POLL);
    }
    return true;
  }
}

/** What a check that restarts the program does in its place. */
const CUT = 'This system cannot ask a program to end, so the check ended it at once, as a power cut does.';

const takenBy = (port: number, intruder: Intruder | undefined): string =>
  intruder
    ? `Port ${port} was taken by another program (${intruder.name}, process ${intruder.pid})`
    : `Port ${port} was taken by another program`;
