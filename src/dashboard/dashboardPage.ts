import * as vscode from 'vscode';
import type { Html } from '../base/html';
import { parseDashboardState, type DashboardMessage, type DashboardRequest, type DashboardReveal } from './model/protocol';
import type { Roadmap } from '../content/schema';
import { CommandId, WebviewId } from '../ids';
import type { Log } from '../base/log';
import { reportUnexpected } from '../base/log';
import type { ProgressStore } from '../progress/progressStore';
import type { Library } from '../content/library';
import { onDidChangeSettings, settings } from '../base/settings';
import { renderPage, tabIcon, webviewRoots } from '../pages/webviewPage';
import { readClientFiles, type ClientFiles } from './clientFiles';
import { DashboardParts } from './dashboardParts';
import { dashboardBody } from './html/dashboardHtml';
import { goneBody } from './html/goneHtml';
import { pageWords } from './pageWords';
import { workOn, type WorkSource } from './projectWork';
import { acceptRequest } from './requests';
import { snapshotOf } from './snapshot';

/** What the dashboard asks of other parts. One that is missing has no button on the page. */
export interface DashboardActions {
  readonly scaffold?: (projectId: string) => Promise<void>;
  readonly openProject?: (projectId: string) => Promise<void>;
}

export interface DashboardContext extends WorkSource {
  readonly extensionUri: vscode.Uri;
  readonly library: Library;
  readonly store: ProgressStore;
  readonly actions: DashboardActions;
  readonly log: Log;
}

/** The whole roadmap in an editor tab. It shows what the store says and keeps nothing itself. */
export class DashboardPage implements vscode.Disposable {
  private readonly disposables: vscode.Disposable[] = [];
  private readonly words = pageWords();
  private roadmap: Roadmap | undefined;
  /** The page has said that it listens. */
  private listens = false;
  /** The number of the last change that the page has asked for. */
  private lastChange = 0;
  private toReveal: DashboardReveal | undefined;
  private readonly parts: DashboardParts;
  private isDisposed = false;

  static create(context: DashboardContext): DashboardPage {
    const title = context.library.index.outline.title;
    const options = { enableFindWidget: true, ...webviewOptions(context) };
    return new DashboardPage(context, vscode.window.createWebviewPanel(WebviewId.dashboard, title, vscode.ViewColumn.Active, options));
  }

  /** A tab that VS Code brought back after a restart. */
  static restore(context: DashboardContext, panel: vscode.WebviewPanel): DashboardPage {
    panel.webview.options = webviewOptions(context);
    return new DashboardPage(context, panel);
  }

  private constructor(
    private readonly context: DashboardContext,
    private readonly panel: vscode.WebviewPanel,
  ) {
    const { store, projects, extensionUri } = context;
    panel.iconPath = tabIcon(extensionUri);
    this.parts = new DashboardParts(context, this.words.plan, {
      isReady: () => this.isReady,
      post: (parts) => this.roadmap && this.post({ type: 'parts', roadmap: this.roadmap.id, ...parts }),
    });
    this.disposables.push(
      panel.onDidDispose(() => {
        this.isDisposed = true;
        this.parts.dispose();
        vscode.Disposable.from(...this.disposables).dispose();
      }),
      // A hidden page is gone, and says that it listens when it is there again.
      panel.onDidChangeViewState(() => (this.listens &&= panel.visible)),
      panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      store.onDidChange(() => this.progressChanged()),
      projects.onDidChange(() => this.progressChanged()),
      onDidChangeSettings(() => this.progressChanged()),
      // Another day may have begun since.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.parts.showSoon();
      }),
    );
  }

  get onDidDispose(): vscode.Event<void> {
    return this.panel.onDidDispose;
  }

  get isInSight(): boolean {
    return !this.isDisposed && this.panel.visible;
  }

  /** There is a page, and it has said that it listens. */
  private get isReady(): boolean {
    return this.listens && this.roadmap !== undefined && !this.isDisposed;
  }

  reveal(): void {
    this.panel.reveal(undefined, false);
  }

  /** Draws the page. Rejects when the installed roadmap cannot be read. */
  async show(): Promise<void> {
    const { library } = this.context;
    const [roadmap, client] = await Promise.all([library.load(), readClientFiles(this.context.extensionUri)]);
    if (this.isDisposed) return;
    this.roadmap = roadmap;
    this.listens = false;
    this.draw(
      roadmap.hero.title,
      client,
      dashboardBody({
        roadmap,
        index: library.index,
        snapshot: this.snapshot(roadmap),
        words: this.words,
        canScaffold: this.context.actions.scaffold !== undefined,
        today: new Date(),
        plan: this.parts.draw(),
      }),
    );
  }

  /** Draws a page that was open when the window closed, or says why it cannot. */
  async showRestored(state: unknown): Promise<void> {
    const { outline } = this.context.library.index;
    const roadmap = parseDashboardState(state)?.roadmap;
    if (roadmap === undefined || roadmap === outline.id) return this.show();
    const known = roadmap.slice(0, 64);
    this.context.log.warn(`A dashboard could not be restored: there is no roadmap ${JSON.stringify(known)}.`);
    const title = vscode.l10n.t('This roadmap is no longer here');
    const text = vscode.l10n.t('This tab showed the roadmap "{0}", which this release of the extension does not have.', known);
    const client = await readClientFiles(this.context.extensionUri);
    if (!this.isDisposed) this.draw(title, client, goneBody({ title, text, open: vscode.l10n.t('Open {0}', outline.title) }));
  }

  /** Scrolls to a project's card, as soon as the page listens. */
  revealProject(project: string): void {
    this.reveals({ type: 'reveal', project });
  }

  /** Scrolls to the plan, as soon as the page listens. */
  revealPlan(): void {
    this.reveals({ type: 'reveal', part: 'plan' });
  }

  private reveals(message: DashboardReveal): void {
    this.toReveal = message;
    if (this.isReady) this.postReveal();
  }

  dispose(): void {
    this.panel.dispose();
  }

  private draw(title: string, client: ClientFiles, body: Html): void {
    const { webview } = this.panel;
    this.panel.title = title;
    webview.html = renderPage(webview, this.context.extensionUri, { title, ...client, body });
  }

  private receive(message: unknown): void {
    const { library, log } = this.context;
    const request = acceptRequest(message, library.index, (warning) => log.warn(warning));
    if (!request) return;
    if ('change' in request) this.lastChange = request.change;
    const work = this.answer(request);
    work?.catch((error: unknown) => void reportUnexpected(this.context.log, vscode.l10n.t('answering the dashboard'), error));
  }

  /** Everything the page can bring about. */
  private answer(request: DashboardRequest): Promise<unknown> | undefined {
    const { store, actions } = this.context;
    switch (request.type) {
      case 'ready':
        this.listens = true;
        // A page that was hidden begins anew.
        this.lastChange = 0;
        this.postSnapshot();
        this.parts.showDrawn();
        this.postReveal();
        return undefined;
      case 'setStatus':
        return store.setStatus([request.topic], request.status);
      case 'reset':
        return this.reset(request.topic);
      case 'openTopic':
        return run(CommandId.openTopic, request.topic);
      case 'continue':
        return run(CommandId.continue);
      case 'scaffold':
        return actions.scaffold?.(request.project);
      case 'openProject':
        return actions.openProject?.(request.project);
      case 'nextStage':
        return this.onRepo(request.project, CommandId.openStage);
      case 'exportCertificate':
        return this.onRepo(request.project, CommandId.exportCertificate);
      case 'setExperience':
        return settings.setExperience(request.years);
      case 'plan':
        return run(CommandId.planJourney, request.hours);
      case 'clearPlan':
        return run(CommandId.clearPlan);
      case 'openCurrent':
        return this.show();
    }
  }

  /** Proofs cannot be ticked again by hand: the command asks before it takes them away. */
  private async reset(topic: string): Promise<void> {
    const { store } = this.context;
    if (store.topic(topic).proofs.length > 0) await run(CommandId.resetTopic, topic);
    else await store.setStatus([topic], 'todo');
  }

  /** Runs a command for the repo of a project that the page tells of. */
  private async onRepo(project: string, command: CommandId): Promise<void> {
    const found = this.roadmap?.projects.items.find(({ id }) => id === project);
    const work = found && workOn(this.context, found);
    if (work) await run(command, { folder: work.folder.toString() });
  }

  private snapshot(roadmap: Roadmap) {
    const { library, store } = this.context;
    return snapshotOf(
      {
        answers: this.lastChange,
        index: library.index,
        projects: roadmap.projects.items,
        progress: store.progress,
        experience: settings.experience,
        workOn: (project) => workOn(this.context, project),
      },
      this.words,
    );
  }

  private postSnapshot(): void {
    if (this.roadmap && this.isReady) this.post(this.snapshot(this.roadmap));
  }

  private progressChanged(): void {
    this.postSnapshot();
    this.parts.showSoon();
  }

  private postReveal(): void {
    if (this.toReveal !== undefined) {
      // What is revealed is up to date.
      this.parts.show();
      this.post(this.toReveal);
    }
    this.toReveal = undefined;
  }

  private post(message: DashboardMessage): void {
    void this.panel.webview.postMessage(message);
  }
}

const run = async (command: CommandId, ...args: readonly unknown[]): Promise<unknown> => vscode.commands.executeCommand(command, ...args);

const webviewOptions = ({ extensionUri }: DashboardContext): vscode.WebviewOptions => ({
  enableScripts: true,
  localResourceRoots: webviewRoots(extensionUri),
});
