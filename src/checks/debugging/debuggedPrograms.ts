import * as vscode from 'vscode';
import type { Log } from '../../base/log';
import { outside } from '../../base/text';
import { UserError } from '../../base/userError';
import { DEBUGGED_PROGRAM } from '../../ids';
import { BRACE, commandWith, hasPlaceholder, isNameForSh, withoutPlaceholders } from '../../projects';
import type { DebugNews, DebugRequest } from '../model/debugging';
import {
  differenceTo,
  forRun,
  inFolder,
  nodeConfiguration,
  variablesIn,
  type DebugConfiguration,
  type Variables,
} from '../model/debugConfigurations';
import { PausedThreads, type DebugMessage } from '../model/pausedThreads';
import type { DebugPlan } from './debugPlan';

export interface DebuggedProgramsContext {
  readonly plan: DebugPlan;
  readonly folder: vscode.Uri;
  /** What its sessions are called. */
  readonly name: string;
  /** With it they end: Stop in the debug toolbar cancels it. */
  readonly run: vscode.TestRun;
  /** Told when the learner has taken the debugger from a program. */
  readonly onDisconnect: () => void;
  readonly log: Log;
}

/** How long a debugger has, in milliseconds, to see that its program is gone; and then, to end when it is told to. */
const SEES_THE_END = 5_000;
/** How long it has to come to the processes that it attaches to. */
const ATTACHES = 5_000;
/** The debugger of Node.js has a session for each of them, below that which was asked for. */
const SESSION_EACH = ['node', 'pwa-node'];

/** The programs of a run in their debuggers: launched or attached to as the runner asks, which is told what becomes of them. */
export class DebuggedPrograms implements vscode.Disposable {
  private readonly programs = new Map<string, DebuggedProgram>();
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly context: DebuggedProgramsContext,
    private readonly tell: (news: DebugNews) => void,
  ) {
    this.subscriptions = vscode.Disposable.from(
      vscode.debug.registerDebugAdapterTrackerFactory('*', {
        createDebugAdapterTracker: (session) => this.programOf(session)?.track(session),
      }),
      vscode.debug.onDidStartDebugSession((session) => {
        if (!session.parentSession) this.programOf(session)?.begun(session);
      }),
      vscode.debug.onDidTerminateDebugSession((session) => {
        if (!session.parentSession) this.programOf(session)?.terminated();
      }),
    );
  }

  /** Does what the runner asks for. */
  receive(request: DebugRequest): void {
    const { log } = this.context;
    this.answer(request).catch((error: unknown) => {
      if (!(error instanceof UserError)) log.error('debugging a program', error);
      this.tell({ type: 'refused', program: request.program, message: refusal(this.context.name, error) });
    });
  }

  /** Ends all that is left: the run is over. */
  async end(): Promise<void> {
    await Promise.all([...this.programs.values()].map((program) => program.stop()));
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async answer(request: DebugRequest): Promise<void> {
    const id = request.program;
    if (request.type === 'end') {
      await this.known(id)?.end();
      return;
    }
    const { folder, run, onDisconnect } = this.context;
    const key = `${folder.toString()}#${id}#${Date.now()}`;
    const program = new DebuggedProgram(id, this.tell, onDisconnect);
    this.programs.set(key, program);
    const configuration = { ...this.configurationFor(request), [DEBUGGED_PROGRAM]: key };
    const workspaceFolder = vscode.workspace.getWorkspaceFolder(folder);
    const hasBegun = await vscode.debug.startDebugging(workspaceFolder, configuration, { testRun: run, suppressSaveBeforeStart: true });
    if (hasBegun && request.type === 'attach' && SESSION_EACH.includes(configuration.type)) await program.attached();
    if (hasBegun) this.tell({ type: 'begun', program: id });
    else if (!program.isOver) this.tell({ type: 'refused', program: id, message: refusal(this.context.name) });
  }

  /** @throws UserError where VS Code would fill something in that nobody was shown. */
  private configurationFor(request: Exclude<DebugRequest, { type: 'end' }>): DebugConfiguration {
    const { plan, folder, name } = this.context;
    if (hasPlaceholder(folder.fsPath))
      throw new UserError(vscode.l10n.t('its folder has "$" before "{" in its path, which VS Code would fill in'));
    const given = plan.configuration && inFolder(plan.configuration, folder.fsPath);
    if (request.type === 'attach') return given ?? { name, type: 'node', request: 'attach' };
    const variables = differenceTo(process.env, request.environment);
    return given ? forRun(given, withoutFilling(variables)) : forNode(name, request, variables);
  }

  private known(id: number): DebuggedProgram | undefined {
    return [...this.programs.values()].find((program) => program.id === id);
  }

  /** That of a session, or of the one that has made it for a process of its program. */
  private programOf(session: vscode.DebugSession): DebuggedProgram | undefined {
    const key: unknown = session.configuration[DEBUGGED_PROGRAM];
    const own = typeof key === 'string' ? this.programs.get(key) : undefined;
    return own ?? (session.parentSession && this.programOf(session.parentSession));
  }
}

/** A program in its debugger, which may make a session for each of its processes. */
class DebuggedProgram {
  isOver = false;
  private session: vscode.DebugSession | undefined;
  private readonly paused = new Map<string, PausedThreads>();
  private wasPaused = false;
  private exitCode: number | undefined;
  private isEnding = false;
  private hasConfigured: () => void = () => undefined;
  private readonly configuration = new Promise<void>((resolve) => (this.hasConfigured = resolve));
  private hasTerminated: () => void = () => undefined;
  private readonly termination = new Promise<void>((resolve) => (this.hasTerminated = resolve));

  constructor(
    readonly id: number,
    private readonly tell: (news: DebugNews) => void,
    private readonly onDisconnect: () => void,
  ) {}

  begun(session: vscode.DebugSession): void {
    this.session = session;
    // It was ended before its debugger had begun.
    if (this.isOver) void vscode.debug.stopDebugging(session);
  }

  terminated(): void {
    this.hasTerminated();
    this.over();
  }

  /** Sees what goes on between the editor and the adapter of a session. */
  track(session: vscode.DebugSession): vscode.DebugAdapterTracker {
    // Before it prints anything, and with all that VS Code fills in.
    this.tell({ type: 'variables', program: this.id, variables: variablesIn(session.configuration) });
    const threads = new PausedThreads();
    this.paused.set(session.id, threads);
    let isThrough = false;
    const gone = (): void => {
      this.paused.delete(session.id);
      this.tellPause();
    };
    return {
      onWillReceiveMessage: (message: DebugMessage) => {
        const { command } = message;
        if ((command === 'disconnect' || command === 'terminate') && !isThrough && !this.isEnding) this.onDisconnect();
        threads.asks(message);
      },
      onDidSendMessage: (message: DebugMessage) => {
        threads.says(message);
        if (session.parentSession && message.type === 'response' && message.command === 'configurationDone') this.hasConfigured();
        isThrough ||= message.event === 'terminated' || message.event === 'exited';
        this.listen(message);
        this.tellPause();
      },
      onError: gone,
      onExit: gone,
      onWillStopSession: gone,
    };
  }

  /** Its program has been ended: waits until its debugger has seen that. To stop the session would cancel the run that it is of. */
  async end(): Promise<void> {
    if (this.isOver) return;
    this.isEnding = true;
    if (this.session) await inTime(this.termination, SEES_THE_END);
    this.over();
  }

  /** Ends its session in any case. */
  async stop(): Promise<void> {
    await this.end();
    if (!this.session || (await inTime(this.termination, 0))) return;
    await Promise.race([vscode.debug.stopDebugging(this.session), inTime(this.termination, SEES_THE_END)]);
  }

  /** Waits until the breakpoints are where they belong, in a process of the program. */
  async attached(): Promise<void> {
    await inTime(this.configuration, ATTACHES);
  }

  private over(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.tell({ type: 'ended', program: this.id, ...(this.exitCode !== undefined && { exitCode: this.exitCode }) });
  }

  /** What it prints, and how it has ended. */
  private listen({ type, event, body }: DebugMessage): void {
    if (type !== 'event') return;
    const { category, output, exitCode } = (body ?? {}) as Readonly<Record<string, unknown>>;
    if (event === 'exited' && Number.isInteger(exitCode)) this.exitCode = exitCode as number;
    if (event !== 'output' || typeof output !== 'string' || (category !== 'stdout' && category !== 'stderr')) return;
    this.tell({ type: 'printed', program: this.id, text: output, stream: category });
  }

  private tellPause(): void {
    const isPaused = [...this.paused.values()].some((threads) => threads.isPaused);
    if (isPaused === this.wasPaused || this.isOver) return;
    this.wasPaused = isPaused;
    this.tell({ type: isPaused ? 'paused' : 'resumed', program: this.id });
  }
}

/** Whether something has come within so many milliseconds. */
async function inTime(coming: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(resolve, milliseconds, false)));
  return Promise.race([coming.then(() => true), late]).finally(() => clearTimeout(timer));
}

const isFilled = ([, value]: readonly [string, string | null]): boolean => value !== null && hasPlaceholder(value);

/** Variables as they are. @throws UserError when VS Code would fill in one of them. */
function withoutFilling(variables: Variables): Variables {
  const filled = Object.entries(variables).find(isFilled);
  if (filled) throw filledIn(filled[0]);
  return variables;
}

const filledIn = (variable: string): UserError =>
  new UserError(vscode.l10n.t('its variable {0} holds "$" before "{", which VS Code would fill in', outside(variable)));

/**
 * A program of Node.js, with nothing in it for VS Code to fill in: the shell sets the variables that would be. @throws UserError when it cannot
 * set one of them.
 */
function forNode(
  name: string,
  { command, folder, environment }: Extract<DebugRequest, { type: 'launch' }>,
  all: Variables,
): DebugConfiguration {
  const isWindows = process.platform === 'win32';
  const plain = isWindows ? withoutFilling(all) : Object.fromEntries(Object.entries(all).filter((one) => !isFilled(one)));
  const filled = Object.entries(environment).filter(([variable]) => variable in all && !(variable in plain));
  const unwritable = filled.find(([variable]) => !isNameForSh(variable));
  if (unwritable) throw filledIn(unwritable[0]);
  const whole = withoutPlaceholders(commandWith(Object.fromEntries(filled), command), isWindows);
  const variables = { ...plain, ...(isWindows && hasPlaceholder(command) && BRACE) };
  return forRun(nodeConfiguration({ name, folder, command: whole, isWindows }), variables);
}

/** Why nothing is debugged: what is missing, VS Code has said. */
function refusal(name: string, error?: unknown): string {
  if (error instanceof UserError) return vscode.l10n.t('{0} cannot be debugged: {1}.', outside(name), error.message);
  const why = error instanceof Error ? ` (${outside(error.message)})` : '';
  return vscode.l10n.t(
    'The debugger of {0} did not start{1}: see what VS Code says of it, and correct its configuration.',
    outside(name),
    why,
  );
}
