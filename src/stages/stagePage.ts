import * as vscode from 'vscode';
import { stageProofId } from '../content/stage';
import {
  parseStagePageRequest,
  parseStagePageState,
  type StagePageMessage,
  type StagePageRequest,
  type StagePageState,
} from './model/protocol';
import { CommandId, WebviewId } from '../ids';
import type { CheckActivity } from '../checks';
import type { CheckResults } from '../checks';
import { reportUnexpected, type Log } from '../base/log';
import type { ProjectRepoStore } from '../projects';
import { uriOf } from '../base/uris';
import { isUserError } from '../base/userError';
import { renderPage, tabIcon, webviewRoots } from '../pages/webviewPage';
import { openCode } from '../pages/codeEditor';
import { paletteStyle, type CodePalette } from '../pages/codePalette';
import { actionOf } from './stageActions';
import { loadStage, stageViewOf, type LoadedStage, type StageSource } from './stageView';
import { liveParts, stageBody } from './html/stageHtml';
import { outcomeOf } from './stageWords';

export interface StagePageContext extends StageSource {
  readonly extensionUri: vscode.Uri;
  readonly repos: Pick<ProjectRepoStore, 'onDidChange' | 'reposOf' | 'isMissing'>;
  readonly results: Pick<CheckResults, 'resultsOf' | 'loaded' | 'onDidChange' | 'unfoldHints'>;
  readonly activity: Pick<CheckActivity, 'isChecking' | 'onDidChange'>;
  readonly staleness: StageSource['staleness'] & { readonly onDidChangeStale: vscode.Event<vscode.Uri> };
  readonly palette: CodePalette;
  readonly log: Log;
}

/** Which stage to show, and for which repo. */
export interface StageTarget {
  readonly project: string;
  readonly stage: string;
  /** A repo of the project; the latest unless given. */
  readonly folder?: vscode.Uri | undefined;
}

/** A stage in an editor tab: what to build, what is checked, and how the last check went. There is one such tab. */
export class StagePage implements vscode.Disposable {
  private readonly disposables: { dispose(): unknown }[] = [];
  private shown: LoadedStage | undefined;
  /** The stage that is to be shown, as `<project>/<stage>`; the page may be on its way. */
  private wanted = '';
  /** The repo that was asked for. */
  private chosen: vscode.Uri | undefined;
  /** The page has said that it listens. */
  private isReady = false;

  /** A new tab beside the learner's own. */
  static create(context: StagePageContext, preserveFocus: boolean): StagePage {
    const options = { enableScripts: true, localResourceRoots: webviewRoots(context.extensionUri), enableFindWidget: true };
    const place = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
    return new StagePage(context, vscode.window.createWebviewPanel(WebviewId.stage, '', place, options));
  }

  /** A tab that VS Code brought back after a restart; undefined (and the tab closed) when its stage is gone. */
  static async restore(context: StagePageContext, panel: vscode.WebviewPanel, value: unknown): Promise<StagePage | undefined> {
    const state = parseStagePageState(value);
    const page = new StagePage(context, panel);
    try {
      if (!state) throw new Error('what was kept of it is damaged');
      await context.results.loaded;
      panel.webview.options = { enableScripts: true, localResourceRoots: webviewRoots(context.extensionUri) };
      await page.fill({ project: state.project, stage: state.stage, folder: knownFolder(context, state) });
      return page;
    } catch (error) {
      context.log.warn(`A stage could not be restored: ${error instanceof Error ? error.message : String(error)}`);
      panel.dispose();
      return undefined;
    }
  }

  private constructor(
    private readonly context: StagePageContext,
    private readonly panel: vscode.WebviewPanel,
  ) {
    panel.iconPath = tabIcon(context.extensionUri);
    this.disposables.push(
      panel.onDidDispose(() => {
        vscode.Disposable.from(...this.disposables).dispose();
      }),
      // A hidden page is gone, and says that it listens when it is there again.
      panel.onDidChangeViewState(() => (this.isReady &&= panel.visible)),
      panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      context.results.onDidChange(({ folder }) => this.changed(folder)),
      context.repos.onDidChange(() => this.changed()),
      context.activity.onDidChange((folder) => this.changed(folder)),
      context.staleness.onDidChangeStale((folder) => this.changed(folder)),
      context.palette.onDidChange((change) => this.post({ type: 'colours', ...change })),
    );
  }

  get onDidDispose(): vscode.Event<void> {
    return this.panel.onDidDispose;
  }

  /** Shows a stage. @throws UserError when there is no such stage, or it cannot be read. */
  async show(target: StageTarget, preserveFocus = false): Promise<void> {
    const isShown = this.shown && this.wanted === stageProofId(target.project, target.stage);
    // What is shown already stays as it is, where the learner has scrolled to.
    if (!isShown) await this.fill(target);
    else if (target.folder) this.chooseRepo(target.folder);
    this.panel.reveal(undefined, preserveFocus);
  }

  dispose(): void {
    this.panel.dispose();
  }

  private async fill({ project, stage, folder }: StageTarget): Promise<void> {
    const { extensionUri, palette } = this.context;
    const wanted = stageProofId(project, stage);
    this.wanted = wanted;
    const loaded = await loadStage(this.context, project, stage);
    if (this.wanted !== wanted) return;
    // A repo of one project is none of another.
    if (folder || this.shown?.project.id !== project) this.chosen = folder;
    this.shown = loaded;
    this.isReady = false;
    this.panel.title = loaded.text.title;
    this.panel.webview.html = renderPage(this.panel.webview, extensionUri, {
      title: loaded.text.title,
      styles: ['media/page.css', 'media/buttons.css', 'media/topic.css', 'media/lesson.css', 'media/stage.css'],
      // The first page does not wait for the theme: its colours follow.
      styleText: paletteStyle(palette.known ?? {}),
      script: 'stage.js',
      body: stageBody(stageViewOf(this.context, loaded, this.folder)),
    });
  }

  /** The repo that the page is for: the one that was asked for as long as it is there, else the latest. */
  private get folder(): vscode.Uri | undefined {
    const { repos } = this.context;
    if (this.chosen && !repos.isMissing(this.chosen)) return this.chosen;
    return this.shown && repos.reposOf(this.shown.project.id)[0]?.uri;
  }

  private receive(message: unknown): void {
    const request = parseStagePageRequest(message);
    if (!request) {
      this.context.log.warn(`A message of the stage page was not understood: ${JSON.stringify([message]).slice(0, 200)}`);
      return;
    }
    const [doing, work] = this.answer(request) ?? [];
    work?.then(undefined, (error: unknown) => {
      if (isUserError(error)) void vscode.window.showErrorMessage(error.message);
      else void reportUnexpected(this.context.log, doing ?? '', error);
    });
  }

  /** Everything the page can bring about, with what to call it when it fails. What is meant for another stage comes too late. */
  private answer(request: StagePageRequest): readonly [string, Thenable<unknown>] | undefined {
    if (request.type === 'ready') {
      this.isReady = true;
      this.postSnapshot();
      return [vscode.l10n.t('colouring code'), this.postColours()];
    }
    const { shown, folder } = this;
    if (!shown || request.page !== this.wanted) return undefined;
    switch (request.type) {
      case 'act':
        return actionOf(request.action, stageViewOf(this.context, shown, folder).work);
      case 'openStage':
        return [vscode.l10n.t('opening a stage'), this.show({ project: shown.project.id, stage: request.stage, folder })];
      case 'openTopic':
        if (!this.context.library.index.topic(request.topic)) return undefined;
        return [vscode.l10n.t('opening a topic'), vscode.commands.executeCommand(CommandId.openTopic, request.topic)];
      case 'chooseRepo': {
        const repo = this.context.repos.reposOf(shown.project.id).find(({ uri }) => uri.toString() === request.folder);
        if (repo) this.chooseRepo(repo.uri);
        return undefined;
      }
      case 'unfoldHints': {
        const hints = Math.min(request.hints, shown.text.hints.length);
        if (!folder) return undefined;
        const { results } = this.context;
        return [vscode.l10n.t('keeping the hints'), results.unfoldHints(folder, shown.project.id, shown.text.id, hints)];
      }
      case 'copyCode':
        return [vscode.l10n.t('copying code'), this.copyCode(shown, request.index)];
      case 'openCode': {
        const code = codeOf(shown)[request.index];
        return code && [vscode.l10n.t('opening code'), openCode(code)];
      }
    }
  }

  private chooseRepo(folder: vscode.Uri): void {
    this.chosen = folder;
    this.postSnapshot();
  }

  private async copyCode(shown: LoadedStage, index: number): Promise<void> {
    const code = codeOf(shown)[index];
    if (!code) return;
    await vscode.env.clipboard.writeText(code.text);
    this.post({ type: 'copied', page: this.wanted, index });
  }

  /** Something has changed in a repo, or anywhere. */
  private changed(folder?: vscode.Uri): void {
    if (!folder || folder.toString() === this.folder?.toString()) this.postSnapshot();
  }

  private postSnapshot(): void {
    if (!this.shown || !this.isReady) return;
    const view = stageViewOf(this.context, this.shown, this.folder);
    const { folder, result, isChecking, isFinished, text, project } = view.work;
    const outcome = outcomeOf(text, result);
    this.post({
      type: 'snapshot',
      page: stageProofId(project.id, text.id),
      folder: folder ?? null,
      parts: Object.values(liveParts(view)),
      hints: result.hints,
      isChecking,
      isFinished,
      outcome: outcome ? { at: result.at, text: outcome.text } : null,
    });
  }

  private async postColours(): Promise<void> {
    this.post({ type: 'colours', ...(await this.context.palette.colours()) });
  }

  private post(message: StagePageMessage): void {
    void this.panel.webview.postMessage(message);
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
