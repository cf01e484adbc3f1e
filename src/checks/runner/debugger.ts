import { setTimeout as wait } from 'node:timers/promises';
import { secretsIn } from '../../base/secrets';
import { limitTime } from '../kit/limitTime';
import type { DebugMode, DebugNews, DebugRequest } from '../model/debugging';
import { takesConnections } from './ports';
import { markedProcesses, RUN_MARK, signalProcess, spawnCommand } from './processes';
import { SpawnedProcess, type Hide, type ProgramProcess, type StartProcess } from './programProcess';
import { EnvironmentProblem } from './runContext';

/** The editor, as the runner speaks with it. */
export interface Editor {
  send(request: DebugRequest): void;
  onNews(listener: (news: DebugNews) => void): void;
}

/**
 * What starts programs when the editor debugs them, and hides the secrets among the variables that a debugger gives them by itself. The time
 * of limits stands still while one is paused, and until the debugger has begun: it may have to be loaded, and the learner to choose how.
 */
export function startInDebugger(mode: DebugMode, editor: Editor): (hide: Hide) => StartProcess {
  const programs = new Map<number, Debuggee>();
  editor.onNews((news) => programs.get(news.program)?.hear(news));
  let count = 0;
  return (hide) => (command, folder, environment) => {
    const id = (count += 1);
    const make = mode === 'launch' ? LaunchedProcess : AttachedProcess;
    const program = new make({ id, command, folder, environment, hide, send: (request) => editor.send(request) });
    programs.set(id, program);
    return program;
  };
}

/** What waits for its debugger before it listens is given it after so long, in milliseconds. */
const LISTENS_SOON = 3_000;
const POLL = 50;

/** A program, and what it is started with. */
interface DebuggeeOptions {
  readonly id: number;
  readonly command: string;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly hide: Hide;
  readonly send: (request: DebugRequest) => void;
}

/** A program in a debugger, which is told what the editor says of it. */
interface Debuggee extends ProgramProcess {
  hear(news: DebugNews): void;
}

/** What all programs in a debugger have: they hold up the time of limits. */
class DebuggerSession {
  private letGo: () => void = () => undefined;
  private begin: () => void = () => undefined;
  private refuse: (error: Error) => void = () => undefined;
  readonly ready: Promise<void>;

  constructor() {
    this.ready = new Promise((resolve, reject) => {
      [this.begin, this.refuse] = [resolve, reject];
    });
    // Whoever waits for it is told; it may end before anybody does.
    this.ready.catch(() => undefined);
  }

  /** The editor, or the learner, is at work. */
  holdTime(): void {
    this.letGo();
    this.letGo = limitTime.hold();
  }

  hear(news: DebugNews): void {
    if (news.type === 'paused') this.holdTime();
    else if (news.type !== 'printed' && news.type !== 'variables') this.letGo();
    if (news.type === 'begun') this.begin();
    if (news.type === 'refused') this.refuse(new EnvironmentProblem('debugger', news.message));
  }

  /** Nobody waits for it any more. */
  over(): void {
    this.letGo();
    this.begin();
  }
}

/** A program that the editor launches: its processes are known by their mark, and by nothing else. */
class LaunchedProcess implements Debuggee {
  readonly pid = undefined;
  readonly exited: Promise<string>;
  readonly closed: Promise<void>;
  private readonly session = new DebuggerSession();
  private readonly listeners: ((text: string, stream: unknown) => void)[] = [];
  private code: number | null = null;
  private hasEnded = false;
  private end: (why: string) => void = () => undefined;

  constructor(private readonly options: DebuggeeOptions) {
    this.exited = new Promise((resolve) => (this.end = resolve));
    this.closed = this.exited.then(() => undefined);
    const { id, command, folder, environment, send } = options;
    this.session.holdTime();
    send({ type: 'launch', program: id, command, folder, environment: withoutGaps(environment) });
  }

  get ready(): Promise<void> {
    return this.session.ready;
  }

  get exitCode(): number | null {
    return this.code;
  }

  hear(news: DebugNews): void {
    this.session.hear(news);
    if (news.type === 'variables') this.hideOwn(news.variables);
    if (news.type === 'printed') for (const listener of this.listeners) listener(news.text, news.stream);
    if (news.type !== 'ended' && news.type !== 'refused') return;
    this.session.over();
    this.code = (news.type === 'ended' ? news.exitCode : undefined) ?? null;
    void this.endWithProcesses();
  }

  /** What the run itself gives the program is hidden as far as it has to be. */
  private hideOwn(variables: Readonly<Record<string, string>>): void {
    const own = Object.entries(variables).filter(([name, value]) => this.options.environment[name] !== value);
    this.options.hide(secretsIn(Object.fromEntries(own)));
  }

  /** A debugger may be through with a program that has still something to finish. */
  private async endWithProcesses(): Promise<void> {
    while ((await this.processes()).length > 0) await wait(POLL);
    this.hasEnded = true;
    this.end(this.code === null ? 'the debugger has ended' : `exit code ${this.code}`);
  }

  private processes(): Promise<number[]> {
    return markedProcesses(this.options.environment[RUN_MARK] ?? '');
  }

  onOutput(listener: (text: string, stream: unknown) => void): void {
    this.listeners.push(listener);
  }

  /** What has no mark, as on Windows, the editor ends. */
  async signal(signal: 'SIGTERM' | 'SIGKILL'): Promise<undefined> {
    for (const pid of await this.processes()) signalProcess(pid, signal);
    if (signal === 'SIGKILL' && !this.hasEnded) this.options.send({ type: 'end', program: this.options.id });
  }

  isAlive(): boolean {
    return !this.hasEnded;
  }
}

/** A program that the runner starts as ever, and to which the editor attaches its debugger. */
class AttachedProcess extends SpawnedProcess implements Debuggee {
  private readonly session = new DebuggerSession();

  constructor(private readonly options: DebuggeeOptions) {
    super(spawnCommand(options.command, options.folder, options.environment));
    void this.attach();
    void this.exited.then(() => this.session.over());
  }

  override get ready(): Promise<void> {
    return this.session.ready;
  }

  hear(news: DebugNews): void {
    this.session.hear(news);
  }

  override signal(signal: 'SIGTERM' | 'SIGKILL'): Promise<string | undefined> {
    if (signal === 'SIGKILL') this.options.send({ type: 'end', program: this.options.id });
    return super.signal(signal);
  }

  /** Its debugger listens from its start on, but for a moment: a program that answers has come past that. */
  private async attach(): Promise<void> {
    const { id, environment, send } = this.options;
    const port = Number(environment['PORT']);
    for (let waited = 0; waited < LISTENS_SOON && !(await takesConnections(port)); waited += POLL) await wait(POLL);
    if (!this.isAlive()) return;
    this.session.holdTime();
    send({ type: 'attach', program: id });
  }
}

const withoutGaps = (environment: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
