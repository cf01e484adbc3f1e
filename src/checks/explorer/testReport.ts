import * as vscode from 'vscode';
import type { EventOf, Failure, RunEvent } from '../model/events';
import type { RepoResults } from '../model/results';
import { stageResultOf } from '../model/results';
import type { ProjectFolder } from './projectFolders';
import { textSays } from '../words';
import type { TestItems } from './testItems';

/** A check of which nothing is known after a run. */
type Skipped = 'check-left-out' | 'check-untried';

/** Tells the Test Explorer what a run does, event by event. */
export class TestReport {
  private readonly waiting = new Set<vscode.TestItem>();

  constructor(
    private readonly run: vscode.TestRun,
    private readonly items: TestItems,
    private readonly folder: ProjectFolder,
    /** What was known before, to tell a regression from a stage that is still to be built. */
    private readonly before: RepoResults | undefined,
    /** The stage that the run is about; failures of those before it are regressions. */
    private readonly target: string,
  ) {}

  tell(event: RunEvent): void {
    switch (event.type) {
      case 'run-started':
        for (const stage of event.stages) {
          for (const check of stage.checks) this.enqueue(this.items.checkOf(this.folder.uri, stage.id, check.id));
        }
        this.print(`${this.folder.name}: ${event.command}\n`);
        break;
      case 'service':
        this.print(`${event.note}\n`);
        break;
      case 'output':
        this.print(event.text);
        break;
      case 'notice':
        this.print(`${event.message}\n`);
        break;
      case 'stage-started': {
        const item = this.items.stageOf(this.folder.uri, event.stage);
        if (item) this.run.started(item);
        break;
      }
      case 'check-started': {
        const item = this.items.checkOf(this.folder.uri, event.stage, event.check);
        if (item) this.run.started(item);
        break;
      }
      case 'check-finished':
        this.checkFinished(event);
        break;
      case 'check-untried':
      case 'check-left-out':
        this.skipped(event, this.reasonOf(event));
        break;
      case 'problem':
        this.print(`\n${event.message}\n${event.detail ?? ''}\n`);
        this.problem(event);
        break;
      case 'run-finished':
        for (const item of this.waiting) this.run.skipped(item);
        break;
      default:
    }
  }

  private checkFinished({ stage, check, ms, failure }: EventOf<'check-finished'>): void {
    const item = this.items.checkOf(this.folder.uri, stage, check);
    if (!item) return;
    this.waiting.delete(item);
    this.print(`${failure ? '\u001b[31m✖' : '\u001b[32m✔'}\u001b[0m ${item.label}\n`, item);
    if (!failure) this.run.passed(item, ms);
    else this.run.failed(item, this.messageOf(failure, item, stage), ms);
  }

  /** VS Code shows it as skipped, and why, what it prints. */
  private skipped({ stage, check }: EventOf<Skipped>, reason: string): void {
    const item = this.items.checkOf(this.folder.uri, stage, check);
    if (!item) return;
    this.waiting.delete(item);
    this.print(`○ ${item.label}\n  ${reason}\n`, item);
    this.run.skipped(item);
  }

  /** What an untried check rests on, another check tells. */
  private reasonOf(event: EventOf<Skipped>): string {
    if (event.type === 'check-left-out') return event.reason;
    const { stage, check } = event.cause;
    const title = this.items.checkOf(this.folder.uri, stage, check)?.label;
    return title === undefined ? event.reason : `${event.reason} ${vscode.l10n.t('See: {0}', title)}`;
  }

  private messageOf(failure: Failure, item: vscode.TestItem, stage: string): vscode.TestMessage {
    const passage = this.items.placeOf(item)?.passage;
    const passedAt = stageResultOf(this.before, stage).firstPassedAt;
    const isRegression = passedAt !== undefined && stage !== this.target;
    const text = [
      ...(isRegression ? [vscode.l10n.t('This stage passed on {0} and no longer does.', dayOf(passedAt))] : []),
      failure.message,
      ...(passage ? [textSays(passage.quote)] : []),
      ...(failure.exchange === undefined ? [] : [`${vscode.l10n.t('The last request and its answer:')}\n${failure.exchange}`]),
      ...(failure.output === undefined ? [] : [`${vscode.l10n.t('What the program printed last:')}\n${failure.output}`]),
    ].join('\n\n');
    const { expected, actual } = failure;
    const message = expected === undefined ? new vscode.TestMessage(text) : vscode.TestMessage.diff(text, expected, actual ?? '');
    // Where the text says it, so that the message leads there.
    const place = passage ? new vscode.Position(passage.line, 0) : item.range;
    if (item.uri && place) message.location = new vscode.Location(item.uri, place);
    return message;
  }

  /** What hindered the run is no failure of any check: it is shown where the run would have begun. */
  private problem({ message, detail }: EventOf<'problem'>): void {
    const [first] = this.waiting;
    const item = first ?? this.items.stageOf(this.folder.uri, this.target);
    if (!item) return;
    this.waiting.delete(item);
    this.run.errored(item, new vscode.TestMessage(detail === undefined ? message : `${message}\n\n${detail}`));
  }

  private enqueue(item: vscode.TestItem | undefined): void {
    if (!item) return;
    this.waiting.add(item);
    this.run.enqueued(item);
  }

  /** The output of a run is a terminal's, which wants both marks at the end of a line. */
  private print(text: string, item?: vscode.TestItem): void {
    this.run.appendOutput(text.replace(/\r?\n/g, '\r\n'), undefined, item);
  }
}

const dayOf = (milliseconds: number): string =>
  new Date(milliseconds).toLocaleDateString(vscode.env.language, { day: 'numeric', month: 'long', year: 'numeric' });

/** What the programs under test print, in a channel for each repo. */
export class CheckOutput implements vscode.Disposable {
  private readonly channels = new Map<string, vscode.OutputChannel>();
  private last: vscode.OutputChannel | undefined;

  /** A new run: what an earlier one printed goes. */
  begin({ uri, name }: ProjectFolder): void {
    const key = uri.toString();
    const channel = this.channels.get(key) ?? vscode.window.createOutputChannel(vscode.l10n.t('Check: {0}', name));
    this.channels.set(key, channel);
    channel.clear();
    this.last = channel;
  }

  tell({ uri }: ProjectFolder, event: RunEvent): void {
    const channel = this.channels.get(uri.toString());
    if (event.type === 'output') channel?.append(withoutColours(event.text));
    else if (event.type === 'notice') channel?.appendLine(event.message);
    else if (event.type === 'service') channel?.appendLine(event.note);
    else if (event.type === 'stage-started') channel?.appendLine(`── ${event.stage} ──`);
    else if (event.type === 'check-finished' && event.failure) channel?.appendLine(`✖ ${event.failure.message}`);
    else if (event.type === 'check-left-out' || event.type === 'check-untried') channel?.appendLine(`○ ${event.reason}`);
    else if (event.type === 'problem')
      channel?.appendLine([event.message, ...(event.detail === undefined ? [] : [event.detail])].join('\n'));
  }

  /** Shows what the last check printed; false when there was none. */
  show(): boolean {
    this.last?.show();
    return this.last !== undefined;
  }

  dispose(): void {
    vscode.Disposable.from(...this.channels.values()).dispose();
  }
}

/** A channel shows the marks of a terminal's colours as they are. */
// eslint-disable-next-line no-control-regex
const withoutColours = (text: string): string => text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '');
