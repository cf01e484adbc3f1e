import * as vscode from 'vscode';
import { checkingText, maySeeSolution, type CheckActivity, type CheckResults, type StagePlace } from '../checks';
import { CommandId, WebviewId } from '../ids';
import { uriOf } from '../base/uris';
import { stageProofId } from '../content/stage';
import { CodePage, type CodePageContext } from '../pages/codePage';
import type { ProgressStore } from '../progress/progressStore';
import { bringBack, openPanel, type PageKind, type Work } from '../pages/page';
import { ProjectDependencies, startedProjects, startTools, type ProjectRepoStore } from '../projects';
import {
  type StageAction,
  parseStagePageRequest,
  parseStagePageState,
  type StagePageMessage,
  type StagePageRequest,
  type StagePageState,
} from './model/protocol';
import { type WorkView, loadStage, stageViewOf, type LoadedStage, type StageSource } from './stageView';
import { liveParts, stageBody } from './html/stageHtml';
import { outcomeOf } from './html/actionsPart';

/**
 * Begins what a button of the page stands for, with what to call it when it fails. Undefined when it makes no sense now: the page
 * may be behind, or somebody else may speak for it.
 */
function actionOf(action: Exclude<StageAction, 'completeTopics'>, view: WorkView): readonly [string, Thenable<unknown>] | undefined {
  const { folder, project, text, result, run: underWay, setup } = view;
  const run = (doing: string, command: string, argument?: unknown) =>
    [doing, vscode.commands.executeCommand(command, ...(argument === undefined ? [] : [argument]))] as const;
  if (action === 'scaffoldProject') return run(vscode.l10n.t('scaffolding a project'), CommandId.scaffoldProject, project.id);
  if (folder === undefined) return undefined;
  switch (action) {
    case 'check':
      if (underWay || setup === 'installing' || setup === 'missing') return undefined;
      return run(vscode.l10n.t('checking a stage'), CommandId.check, { folder, stage: text.id });
    case 'debug':
      if (underWay || setup !== undefined) return undefined;
      return run(vscode.l10n.t('debugging a stage'), CommandId.debugStage, { folder, stage: text.id });
    case 'installDependencies':
      if (setup !== 'missing') return undefined;
      return [vscode.l10n.t('installing dependencies'), startTools().then((tools) => tools.installDependencies(vscode.Uri.parse(folder)))];
    case 'cancelCheck':
      return run(vscode.l10n.t('canceling a check'), CommandId.cancelCheck, { folder });
    case 'compareWithSolution':
      if (!maySeeSolution(result)) return undefined;
      return run(vscode.l10n.t('comparing with the solution'), CommandId.compareWithSolution, { folder, stage: text.id });
    case 'startProject':
      return run(vscode.l10n.t('starting a project'), CommandId.startProject, vscode.Uri.parse(folder));
    case 'stopProject':
      return [vscode.l10n.t('stopping a project'), startedProjects.stop(vscode.Uri.parse(folder))];
    case 'manageTrust':
      if (setup !== 'restricted') return undefined;
      return run(vscode.l10n.t('managing the trust in a folder'), 'workbench.trust.manage');
    case 'openNextProject':
      if (!view.nextProject) return undefined;
      return run(vscode.l10n.t('opening a stage'), CommandId.openStage, { project: view.nextProject.id });
    case 'exportCertificate':
      return run(vscode.l10n.t('exporting a certificate'), CommandId.exportCertificate, { folder });
  }
}

type Dependencies = Pick<ProjectDependencies, 'stateOf' | 'onDidChange' | 'dispose'>;

export interface StagePageContext extends StageSource, CodePageContext {
  readonly repos: Pick<ProjectRepoStore, 'onDidChange' | 'reposOf' | 'isMissing'>;
  readonly results: Pick<CheckResults, 'resultsOf' | 'loaded' | 'onDidChange' | 'onDidMove' | 'unfoldHints'>;
  readonly activity: Pick<CheckActivity, 'progressOf' | 'problemOf' | 'partOf' | 'onDidChange'>;
  readonly dependencies: Dependencies;
  readonly store: Pick<ProgressStore, 'topic' | 'setStatus' | 'onDidChange'>;
  /** Told of the stage that the learner has gone to. */
  readonly follow: (project: string, stage: string) => Promise<unknown>;
  readonly staleness: StageSource['staleness'] & { readonly onDidChangeStale: vscode.Event<vscode.Uri> };
}

/** What all pages of stages share. */
export type StagePagesContext = Omit<StagePageContext, 'dependencies'>;

/** Which stage to show, and for which repo. */
export interface StageTarget {
  readonly project: string;
  readonly stage: string;
  /** A repo of the project; the latest unless given. */
  readonly folder?: vscode.Uri | undefined;
}

/** Where a new tab goes; one that is open stays where the learner has it. */
export interface TabPlacement {
  readonly preserveFocus?: boolean;
  /** To the right of the editor that has the focus, instead of among its tabs. */
  readonly beside?: boolean;
}

const KIND: PageKind<StagePageRequest> = { id: WebviewId.stage, name: 'stage', parse: parseStagePageRequest };

/** A stage in an editor tab: what to build, what is checked, and how the last check went. There is one such tab. */
export class StagePage extends CodePage<StagePageContext, StagePageRequest, StagePageMessage> {
  private shown: LoadedStage | undefined;
  /** The repo that was asked for. */
  private chosen: vscode.Uri | undefined;
  /** The learner has gone from this page to the editor in which a workspace is trusted. */
  private hasLedToTrust = false;

  /** A new tab beside the learner's own. */
  static create(context: StagePagesContext, { preserveFocus, beside = false }: TabPlacement, dependencies?: Dependencies): StagePage {
    const column = beside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    return new StagePage(context, openPanel(context, KIND, '', preserveFocus, column), dependencies);
  }

  /** A tab that VS Code brought back after a restart; undefined (and the tab closed) when its stage is gone. */
  static restore(context: StagePagesContext, panel: vscode.WebviewPanel, value: unknown): Promise<StagePage | undefined> {
    return bringBack(context, KIND, panel, async () => {
      const state = parseStagePageState(value);
      if (!state) throw new Error('what was kept of it is damaged');
      const page = new StagePage(context, panel);
      await context.results.loaded;
      await page.load({ project: state.project, stage: state.stage, folder: knownFolder(context, state) });
      return page;
    });
  }

  /** What the page alone asks, it ends with itself. */
  private constructor(context: StagePagesContext, panel: vscode.WebviewPanel, dependencies: Dependencies = new ProjectDependencies()) {
    super({ ...context, dependencies }, KIND, panel);
    this.own(
      dependencies,
      context.results.onDidChange(({ folder }) => this.changed(folder)),
      context.results.onDidMove(({ from, to }) => this.follow(from, to)),
      context.repos.onDidChange(() => this.changed()),
      context.activity.onDidChange((folder) => this.changed(folder)),
      context.store.onDidChange(() => this.changed()),
      context.staleness.onDidChangeStale((folder) => this.changed(folder)),
      dependencies.onDidChange((folder) => this.changed(folder)),
      startedProjects.onDidChange((folder) => this.changed(folder)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.trusted()),
    );
  }

  /** Shows a stage. @throws UserError when there is no such stage, or it cannot be read. */
  async show(target: StageTarget, preserveFocus = false): Promise<void> {
    const isShown = !this.isFilling && this.page === stageProofId(target.project, target.stage);
    // What is shown already stays as it is, where the learner has scrolled to.
    if (!isShown) await this.load(target, !preserveFocus);
    else if (target.folder) this.chooseRepo(target.folder);
    this.reveal(preserveFocus);
    // One that is drawn anew begins at its heading by itself.
    if (isShown && !preserveFocus) this.arrive();
    this.run([vscode.l10n.t('showing a stage in the sidebar'), this.context.follow(target.project, target.stage)]);
  }

  protected override arrived(): void {
    if (this.takeArrival()) this.post({ type: 'begin', page: this.page ?? '' });
  }

  /** Whether the learner has this stage of this folder before their eyes. */
  showsInSight({ folder, project, stage }: StagePlace): boolean {
    return this.isInSight && this.page === stageProofId(project, stage) && this.folder?.toString() === folder.toString();
  }

  /** Draws a stage. Whoever has gone to it `arrives` at its heading; one that VS Code brought back takes nobody's focus. */
  private load({ project, stage, folder }: StageTarget, arrives = false): Promise<void> {
    return this.fill(
      () => loadStage(this.context, project, stage),
      (loaded) => {
        // A repo of one project is none of another.
        if (folder || this.shown?.project.id !== project) this.chosen = folder;
        this.shown = loaded;
        const view = stageViewOf(this.context, loaded, this.folder);
        const parts = liveParts(view);
        return {
          title: loaded.text.title,
          styles: ['media/page.css', 'media/buttons.css', 'media/topic.css', 'media/lesson.css', 'media/code.css', 'media/stage.css'],
          script: 'stage.js',
          body: stageBody(view, parts, arrives),
          parts: Object.values(parts),
        };
      },
    );
  }

  /** What the page calls the stage that it shows. */
  private get page(): string | undefined {
    return this.shown && stageProofId(this.shown.project.id, this.shown.text.id);
  }

  /** The repo that the page is for: the one that was asked for as long as it is there, else the latest. */
  private get folder(): vscode.Uri | undefined {
    const { repos } = this.context;
    if (this.chosen && !repos.isMissing(this.chosen)) return this.chosen;
    return this.shown && repos.reposOf(this.shown.project.id)[0]?.uri;
  }

  /** What is meant for another stage comes too late. */
  protected override answer(request: StagePageRequest): Work | undefined {
    const { shown, folder, context } = this;
    if (request.type === 'ready') {
      this.postSnapshot();
      this.arrived();
      return this.sendColours();
    }
    if (!shown || request.page !== this.page) return undefined;
    switch (request.type) {
      case 'act':
        return this.act(request.action, stageViewOf(context, shown, folder).work);
      case 'openStage':
        return [vscode.l10n.t('opening a stage'), this.show({ project: shown.project.id, stage: request.stage, folder })];
      case 'openTopic':
        if (!context.library.index.topic(request.topic)) return undefined;
        return [vscode.l10n.t('opening a topic'), vscode.commands.executeCommand(CommandId.openTopic, request.topic)];
      case 'chooseRepo': {
        const repo = context.repos.reposOf(shown.project.id).find(({ uri }) => uri.toString() === request.folder);
        if (repo) this.chooseRepo(repo.uri);
        return undefined;
      }
      case 'unfoldHints': {
        const hints = Math.min(request.hints, shown.text.hints.length);
        if (!folder) return undefined;
        return [vscode.l10n.t('keeping the hints'), context.results.unfoldHints(folder, shown.project.id, shown.text.id, hints)];
      }
      case 'reportCheck': {
        const place = { folder: folder?.toString(), project: shown.project.id, stage: shown.text.id, check: request.check };
        return [vscode.l10n.t('reporting a check'), vscode.commands.executeCommand(CommandId.reportCheck, place)];
      }
      case 'copyCode':
        return this.copyCode(codeOf(shown)[request.index], { type: 'copied', page: request.page, index: request.index });
      case 'openCode':
        return this.openCode(codeOf(shown)[request.index]);
    }
  }

  private act(action: StageAction, view: WorkView): Work | undefined {
    if (action === 'manageTrust') this.hasLedToTrust = view.setup === 'restricted';
    if (action !== 'completeTopics') return actionOf(action, view);
    const topics = view.toComplete.map(({ id }) => id);
    return [vscode.l10n.t('completing topics'), this.context.store.setStatus(topics, 'done')];
  }

  /** Whoever has been led from here to where trust is given, goes on here: its editor may cover the page. */
  private trusted(): void {
    this.changed();
    if (this.hasLedToTrust) this.reveal();
    this.hasLedToTrust = false;
  }

  private chooseRepo(folder: vscode.Uri): void {
    this.chosen = folder;
    this.postSnapshot();
  }

  /** The repo that the page is for was moved. */
  private follow(from: vscode.Uri, to: vscode.Uri): void {
    if (this.chosen?.toString() === from.toString()) this.chooseRepo(to);
  }

  /** Something has changed in a repo, or anywhere. */
  private changed(folder?: vscode.Uri): void {
    if (!folder || folder.toString() === this.folder?.toString()) this.postSnapshot();
  }

  private postSnapshot(): void {
    if (!this.shown || !this.isReady) return;
    const view = stageViewOf(this.context, this.shown, this.folder);
    const { folder, result, run, isFinished, problem } = view.work;
    const outcome = problem ? { text: problem.message } : outcomeOf(view.work);
    this.post({
      type: 'snapshot',
      page: this.page ?? '',
      folder: folder ?? null,
      parts: this.live.takeChanged(Object.values(liveParts(view))),
      hints: result.hints,
      checking: run ? checkingText(view.project.title, run) : null,
      isFinished,
      outcome: outcome ? { at: problem?.at ?? result.at, text: outcome.text } : null,
    });
  }
}

/** The examples of the page, in its order. */
const codeOf = ({ text }: LoadedStage) => [...text.code, ...text.hints.flatMap(({ code }) => code)];

/** The folder that a page kept, when it is a repo of the project as far as this window knows. */
function knownFolder({ repos, results }: StagePagesContext, { project, folder }: StagePageState): vscode.Uri | undefined {
  const listed = repos.reposOf(project).find(({ uri }) => uri.toString() === folder);
  if (listed) return listed.uri;
  const uri = folder === null ? undefined : uriOf(folder);
  return uri && results.resultsOf(uri, project) ? uri : undefined;
}
