import { readOwnFile } from '#platform';
import * as vscode from 'vscode';
import { onDidChangeSettings, settings } from '../base/settings';
import type { Roadmap } from '../content/schema';
import { CommandId, WebviewId } from '../ids';
import type { LivePart } from '../pages/liveParts';
import { bringBack, openPanel, Page, type PageContext, type PageKind, type Work } from '../pages/page';
import type { PageDocument } from '../pages/webviewPage';
import { paceStart, readPlanView } from '../plan';
import { dashboardBody, goneBody, listOf, quickParts, slowParts } from './html/dashboardHtml';
import { stopName } from './html/stops';
import type { DashboardView } from './model/dashboardView';
import { parseDashboardState, type DashboardMessage, type DashboardReveal } from './model/protocol';
import { isKnownRequest, parseDashboardRequest, type DashboardRequest } from './model/requests';
import { newsOf, type News } from './news';
import { practiceStage, readView, workOn, type DashboardSource } from './readView';

/**
 * How long, in milliseconds, plan and statistics wait after a change. VS Code sends a message in a later turn than the one that posts
 * it, so that what the host works out next comes before it; and the page would lay them out in the frame that shows the tick.
 */
const PAUSE = 100;

export interface DashboardContext extends PageContext, DashboardSource {}

const NONE: ReadonlySet<string> = new Set();
const NO_NEWS = { news: [], celebrates: [] };

const KIND: PageKind<DashboardRequest> = { id: WebviewId.dashboard, name: 'dashboard', parse: parseDashboardRequest };

/** The whole roadmap in an editor tab. It shows what the store says and keeps nothing itself. */
export class DashboardPage extends Page<DashboardContext, DashboardRequest, DashboardMessage> {
  private roadmap: Roadmap | undefined;
  /** What the page was told last, or drawn from; undefined until it listens. */
  private told: DashboardView | undefined;
  /** The number of the last change that the page has asked for. */
  private lastChange = 0;
  private toReveal: DashboardReveal | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** A new tab. Rejects, and closes it, when the installed roadmap cannot be read. */
  static async open(context: DashboardContext): Promise<DashboardPage> {
    const page = new DashboardPage(context, openPanel(context, KIND, context.library.index.outline.title));
    page.arrive();
    await page.show();
    return page;
  }

  /** Brings a tab that is open to the front, for whoever goes to it. */
  goTo(): void {
    this.reveal();
    this.arrive();
  }

  /** A tab that VS Code brought back after a restart. It says so when its roadmap is gone. */
  static restore(context: DashboardContext, panel: vscode.WebviewPanel, state: unknown): Promise<DashboardPage | undefined> {
    return bringBack(context, KIND, panel, async () => {
      const page = new DashboardPage(context, panel);
      const { outline } = context.library.index;
      const roadmap = parseDashboardState(state)?.roadmap;
      await (roadmap === undefined || roadmap === outline.id ? page.show() : page.showGone(roadmap.slice(0, 64)));
      return page;
    });
  }

  private constructor(context: DashboardContext, panel: vscode.WebviewPanel) {
    super(context, KIND, panel);
    this.own(
      { dispose: () => clearTimeout(this.timer) },
      context.store.onDidChange(({ topics }) => this.changed(topics)),
      context.projects.onDidChange(() => this.changed()),
      onDidChangeSettings(() => this.changed()),
      // Another day may have begun since.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.tellSlowSoon();
      }),
    );
  }

  private async show(): Promise<void> {
    await this.fill(
      () => Promise.all([this.context.library.load(), readClientFiles(this.context)]),
      ([roadmap, client]) => {
        this.roadmap = roadmap;
        this.told = undefined;
        const view = readView(this.context, roadmap);
        const plan = readPlanView(this.context);
        const parts = { ...quickParts(view), ...slowParts(roadmap, plan) };
        return { title: roadmap.hero.title, ...client, body: dashboardBody(view, parts, paceStart(plan)), parts: listOf(parts) };
      },
    );
  }

  private async showGone(roadmap: string): Promise<void> {
    this.context.log.warn(`A dashboard could not be restored: there is no roadmap ${JSON.stringify(roadmap)}.`);
    const title = vscode.l10n.t('This roadmap is no longer here');
    const current = this.context.library.index.outline.title;
    await this.fill(
      () => readClientFiles(this.context),
      (client) => ({ title, ...client, body: goneBody({ title, gone: roadmap, current }) }),
    );
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

  protected override isKnown(request: DashboardRequest): boolean {
    return isKnownRequest(request, this.context.library.index);
  }

  protected override answer(request: DashboardRequest): Work | undefined {
    if ('change' in request) {
      this.lastChange = request.change;
      // The page shows it already, and may be wrong.
      this.live.forget(stopName(request.topic));
    }
    const work = this.workOf(request);
    return work && [vscode.l10n.t('answering the dashboard'), this.thenConfirm(request, work)];
  }

  /** What came to nothing, as when the learner keeps a topic's proofs, is said as well. */
  private async thenConfirm(request: DashboardRequest, work: Promise<unknown>): Promise<void> {
    await work;
    if ('change' in request && !this.live.isKnown(stopName(request.topic))) this.tell(new Set([request.topic]));
  }

  /** Everything the page can bring about. */
  private workOf(request: DashboardRequest): Promise<unknown> | undefined {
    const { store, actions } = this.context;
    switch (request.type) {
      case 'ready':
        this.begin();
        return undefined;
      case 'setStatus':
        return store.setStatus([request.topic], request.status);
      case 'reset':
        return this.reset(request.topic);
      case 'openTopic':
        return run(CommandId.openTopic, request.topic);
      case 'takeQuiz':
        return run(CommandId.takeQuiz, request.topic);
      case 'openNote':
        return run(CommandId.openNote, request.topic);
      case 'practice':
        return this.practice(request);
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
        return this.setExperience(request);
      case 'plan':
        return run(CommandId.planJourney, request.hours);
      case 'clearPlan':
        return run(CommandId.clearPlan);
      case 'openCurrent':
        this.arrive();
        return this.show();
    }
  }

  /** The level that the learner is at, in a country that the page shows. */
  private setExperience({ years, country }: Extract<DashboardRequest, { type: 'setExperience' }>): Promise<void> | undefined {
    const isShown = this.roadmap?.salaries.countries.some(({ id }) => id === country);
    return isShown ? settings.setExperience(years, country) : undefined;
  }

  /** Opens the stage of a project that practises a topic; where there is none to show, the project's card. */
  private async practice({ project, topic }: { readonly project: string; readonly topic: string }): Promise<void> {
    const found = this.roadmap?.projects.items.find(({ id }) => id === project);
    const id = this.context.library.index.topic(topic)?.id;
    const place = found && id !== undefined ? practiceStage(this.context, found, id) : undefined;
    if (place) await run(CommandId.openStage, place);
    else this.revealProject(project);
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

  /** The page is there, as it was drawn: it may be behind already, but nothing has just happened. */
  private begin(): void {
    this.lastChange = 0;
    this.told = undefined;
    this.tell(NONE);
    this.tellSlow();
    this.postReveal();
    this.arrived();
  }

  /** Something has changed, and of progress nothing but these topics. */
  private changed(topics: ReadonlySet<string> = NONE): void {
    this.tell(topics);
    this.tellSlowSoon();
  }

  /** Tells the page what follows progress at once, as far as it shows it otherwise: of a page that was told before, these topics. */
  private tell(topics: ReadonlySet<string>): void {
    if (!this.roadmap || !this.isReady) return;
    const before = this.told;
    const now = readView(this.context, this.roadmap);
    this.told = now;
    const nexts = [before?.progress.next, now.progress.next];
    const isWanted = (topic: string) => !before || topics.has(topic) || nexts.includes(topic);
    this.postParts(listOf(quickParts(now, isWanted)), before && newsOf(before, now, topics));
  }

  /** When that can be seen, so that a tick is shown at once; and once for many changes. */
  private tellSlowSoon(): void {
    this.timer ??= setTimeout(() => this.tellSlow(), PAUSE);
  }

  private tellSlow(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.roadmap && this.isReady) this.postParts(listOf(slowParts(this.roadmap, readPlanView(this.context))));
  }

  private postParts(all: readonly LivePart[], news: News = NO_NEWS): void {
    const parts = this.live.takeChanged(all);
    if (this.roadmap && parts.length > 0) {
      this.post({ type: 'parts', roadmap: this.roadmap.id, answers: this.lastChange, parts, ...news });
    }
  }

  protected override arrived(): void {
    if (this.takeArrival()) this.post({ type: 'begin' });
  }

  private postReveal(): void {
    if (this.toReveal !== undefined) {
      // What is revealed is up to date.
      this.tellSlow();
      this.post(this.toReveal);
    }
    this.toReveal = undefined;
  }
}

const run = async (command: CommandId, ...args: readonly unknown[]): Promise<unknown> => vscode.commands.executeCommand(command, ...args);

/** Style sheet and script stand inside the page, which saves ways to the host and back before the first paint. */
async function readClientFiles({ extensionUri }: PageContext): Promise<Pick<PageDocument, 'styleText' | 'scriptText'>> {
  const read = async (name: string) => {
    const file = vscode.Uri.joinPath(extensionUri, 'dist', 'webview', name);
    return new TextDecoder().decode(await readOwnFile(vscode.workspace.fs, file));
  };
  const [styleText, scriptText] = await Promise.all([read('dashboard.css'), read('dashboard.js')]);
  return { styleText, scriptText };
}
