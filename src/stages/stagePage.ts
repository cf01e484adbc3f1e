import * as vscode from 'vscode';
import { maySeeSolution, type CheckActivity, type CheckResults } from '../checks';
import { CommandId, WebviewId } from '../ids';
import { uriOf } from '../base/uris';
import { stageProofId } from '../content/stage';
import { CodePage, type CodePageContext } from '../pages/codePage';
import { bringBack, openPanel, type PageKind, type Work } from '../pages/page';
import type { ProjectRepoStore } from '../projects';
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
import { outcomeOf } from './html/workParts';

/**
 * Begins what a button of the page stands for, with what to call it when it fails. Undefined when it makes no sense now: the page
 * may be behind, or somebody else may speak for it.
 */
function actionOf(action: StageAction, view: WorkView): readonly [string, Thenable<unknown>] | undefined {
  const { folder, project, text, result, isChecking } = view;
  const run = (doing: string, command: CommandId, argument: unknown) => [doing, vscode.commands.executeCommand(command, argument)] as const;
  if (action === 'scaffoldProject') return run(vscode.l10n.t('scaffolding a project'), CommandId.scaffoldProject, project.id);
  if (folder === undefined) return undefined;
  switch (action) {
    case 'check':
      if (isChecking) return undefined;
      return run(vscode.l10n.t('checking a stage'), CommandId.check, { folder, stage: text.id });
    case 'compareWithSolution':
      if (!maySeeSolution(result)) return undefined;
      return run(vscode.l10n.t('comparing with the solution'), CommandId.compareWithSolution, { folder, stage: text.id });
    case 'startProject':
      return run(vscode.l10n.t('starting a project'), CommandId.startProject, vscode.Uri.parse(folder));
    case 'exportCertificate':
      return run(vscode.l10n.t('exporting a certificate'), CommandId.exportCertificate, { folder });
  }
}

export interface StagePageContext extends StageSource, CodePageContext {
  readonly repos: Pick<ProjectRepoStore, 'onDidChange' | 'reposOf' | 'isMissing'>;
  readonly results: Pick<CheckResults, 'resultsOf' | 'loaded' | 'onDidChange' | 'unfoldHints'>;
  readonly activity: Pick<CheckActivity, 'isChecking' | 'onDidChange'>;
  readonly staleness: StageSource['staleness'] & { readonly onDidChangeStale: vscode.Event<vscode.Uri> };
}

/** Which stage to show, and for which repo. */
export interface StageTarget {
  readonly project: string;
  readonly stage: string;
  /** A repo of the project; the latest unless given. */
  readonly folder?: vscode.Uri | undefined;
}

const KIND: PageKind<StagePageRequest> = { id: WebviewId.stage, name: 'stage', parse: parseStagePageRequest };

/** A stage in an editor tab: what to build, what is checked, and how the last check went. There is one such tab. */
export class StagePage extends CodePage<StagePageContext, StagePageRequest, StagePageMessage> {
  private shown: LoadedStage | undefined;
  /** The repo that was asked for. */
  private chosen: vscode.Uri | undefined;

  /** A new tab beside the learner's own. */
  static create(context: StagePageContext, preserveFocus: boolean): StagePage {
    return new StagePage(context, openPanel(context, KIND, '', preserveFocus));
  }

  /** A tab that VS Code brought back after a restart; undefined (and the tab closed) when its stage is gone. */
  static restore(context: StagePageContext, panel: vscode.WebviewPanel, value: unknown): Promise<StagePage | undefined> {
    return bringBack(context, KIND, panel, async () => {
      const state = parseStagePageState(value);
      if (!state) throw new Error('what was kept of it is damaged');
      const page = new StagePage(context, panel);
      await context.results.loaded;
      await page.load({ project: state.project, stage: state.stage, folder: knownFolder(context, state) });
      return page;
    });
  }

  private constructor(context: StagePageContext, panel: vscode.WebviewPanel) {
    super(context, KIND, panel);
    this.own(
      context.results.onDidChange(({ folder }) => this.changed(folder)),
      context.repos.onDidChange(() => this.changed()),
      context.activity.onDidChange((folder) => this.changed(folder)),
      context.staleness.onDidChangeStale((folder) => this.changed(folder)),
    );
  }

  /** Shows a stage. @throws UserError when there is no such stage, or it cannot be read. */
  async show(target: StageTarget, preserveFocus = false): Promise<void> {
    const isShown = !this.isFilling && this.page === stageProofId(target.project, target.stage);
    // What is shown already stays as it is, where the learner has scrolled to.
    if (!isShown) await this.load(target);
    else if (target.folder) this.chooseRepo(target.folder);
    this.reveal(preserveFocus);
  }

  private load({ project, stage, folder }: StageTarget): Promise<void> {
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
          styles: ['media/page.css', 'media/buttons.css', 'media/topic.css', 'media/lesson.css', 'media/stage.css'],
          script: 'stage.js',
          body: stageBody(view, parts),
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
      return this.sendColours();
    }
    if (!shown || request.page !== this.page) return undefined;
    switch (request.type) {
      case 'act':
        return actionOf(request.action, stageViewOf(context, shown, folder).work);
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
      case 'copyCode':
        return this.copyCode(codeOf(shown)[request.index], { type: 'copied', page: request.page, index: request.index });
      case 'openCode':
        return this.openCode(codeOf(shown)[request.index]);
    }
  }

  private chooseRepo(folder: vscode.Uri): void {
    this.chosen = folder;
    this.postSnapshot();
  }

  /** Something has changed in a repo, or anywhere. */
  private changed(folder?: vscode.Uri): void {
    if (!folder || folder.toString() === this.folder?.toString()) this.postSnapshot();
  }

  private postSnapshot(): void {
    if (!this.shown || !this.isReady) return;
    const view = stageViewOf(this.context, this.shown, this.folder);
    const { folder, result, isChecking, isFinished } = view.work;
    const outcome = outcomeOf(view.work);
    this.post({
      type: 'snapshot',
      page: this.page ?? '',
      folder: folder ?? null,
      parts: this.live.takeChanged(Object.values(liveParts(view))),
      hints: result.hints,
      isChecking,
      isFinished,
      outcome: outcome ? { at: result.at, text: outcome.text } : null,
    });
  }
}

/** The examples of the page, in its order. */
const codeOf = ({ text }: LoadedStage) => [...text.code, ...text.hints.flatMap(({ code }) => code)];

/** The folder that a page kept, when it is a repo of the project as far as this window knows. */
function knownFolder({ repos, results }: StagePageContext, { project, folder }: StagePageState): vscode.Uri | undefined {
  const listed = repos.reposOf(project).find(({ uri }) => uri.toString() === folder);
  if (listed) return listed.uri;
  const uri = folder === null ? undefined : uriOf(folder);
  return uri && results.resultsOf(uri, project) ? uri : undefined;
}
