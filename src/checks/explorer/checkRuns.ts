import * as vscode from 'vscode';
import { runCheckProcess } from '#checkProcess';
import type { RunEvent } from '../model/events';
import { applyRun, nextStage, noResults } from '../model/results';
import { ContextKey } from '../../ids';
import { reportError } from '../../base/log';
import { UserError } from '../../base/userError';
import { keepProofs, tellNews } from './aftermath';
import type { ChecksContext } from './context';
import { ContinuousChecks } from './continuousChecks';
import { hindranceHere, mayRun, tellHindrance } from './permission';
import { ProjectFolders, type ProjectFolder } from './projectFolders';
import { Staleness } from './staleness';
import { TestItems, type TestPlace } from './testItems';
import { CheckOutput, TestReport } from './testReport';

/** Which stages of which repo a run is about. */
interface Target {
  readonly folder: ProjectFolder;
  /** The last stage that is checked; the first that has not passed unless said. */
  readonly stage?: string | undefined;
}

/** A check that is under way. */
interface Running {
  readonly source: vscode.CancellationTokenSource;
  /** Resolves when it has ended, however it went. */
  readonly ended: Promise<void>;
}

/** Checks the learner's repos and tells the Test Explorer, the results and the progress what came of it. */
export class CheckRuns implements vscode.Disposable {
  readonly folders: ProjectFolders;
  readonly staleness: Staleness;
  private readonly items: TestItems;
  private readonly profile: vscode.TestRunProfile;
  private readonly output = new CheckOutput();
  /** The repos that were checked in this window, wherever they are. */
  private readonly checked = new Map<string, vscode.Uri>();
  private readonly running = new Map<string, Running>();
  private readonly disposables: { dispose(): unknown }[] = [];

  constructor(
    private readonly context: ChecksContext,
    private readonly controller: vscode.TestController,
  ) {
    this.folders = new ProjectFolders(context.library.stages, context.repos);
    this.items = new TestItems(controller);
    this.staleness = new Staleness(context.results);
    controller.refreshHandler = () => this.discover();
    this.profile = controller.createRunProfile(
      vscode.l10n.t('Check'),
      vscode.TestRunProfileKind.Run,
      (request, token) => this.handle(request, token),
      true,
      undefined,
      true,
    );
    this.disposables.push(
      this.profile,
      this.output,
      this.staleness,
      this.staleness.onDidChange((folder) => this.outdate(folder)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.discover().catch((error: unknown) => this.report(error))),
    );
  }

  /** Shows the repos of this workspace, and those that were checked from it, in the Test Explorer. */
  async discover(): Promise<void> {
    const folders = await this.folders.inWorkspace([...this.checked.values()]);
    this.items.keep(folders);
    await Promise.all(folders.map((folder) => this.show(folder)));
  }

  /** Checks a repo up to a stage, as if the learner had run it in the Test Explorer. Rejects with a UserError when it cannot be. */
  async check(uri: vscode.Uri, stage: string | undefined): Promise<void> {
    if (tellHindrance()) return;
    const folder = await this.folders.read(uri);
    const root = await this.show(folder);
    const id = stage ?? (await this.currentStage(folder));
    const item = this.items.stageOf(uri, id);
    if (!item) throw new UserError(vscode.l10n.t('{0} has no stage "{1}".', folder.project, id));
    const request = new vscode.TestRunRequest([item], undefined, this.profile);
    this.controller.items.add(root);
    await this.run(request, [{ folder, stage: id }]);
  }

  /** Checks every stage of a repo. Rejects with a UserError when it cannot be checked. */
  async checkAll(uri: vscode.Uri): Promise<void> {
    if (tellHindrance()) return;
    const { project } = await this.folders.read(uri);
    await this.check(uri, (await this.context.library.stages.load(project)).at(-1)?.id);
  }

  /** Ends every check of this window. */
  cancel(): void {
    for (const { source } of this.running.values()) source.cancel();
  }

  /** Shows what the last program under test printed. @throws UserError when nothing was checked in this window. */
  showOutput(): void {
    if (!this.output.show()) throw new UserError(vscode.l10n.t('Nothing was checked in this window yet.'));
  }

  dispose(): void {
    this.cancel();
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async show(folder: ProjectFolder): Promise<vscode.TestItem> {
    const item = this.items.show(folder, await this.context.library.stages.load(folder.project));
    item.error = hindranceHere();
    return item;
  }

  /** What a run of the Test Explorer asks for: once, or again after every save until it is told to stop. */
  private async handle(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    if (request.continuous) this.checkAfterSaves(request, token);
    else {
      try {
        await this.run(request, await this.targetsOf(request, this.items.placesOf(request)), token);
      } catch (error) {
        this.report(error);
      }
    }
  }

  private checkAfterSaves(request: vscode.TestRunRequest, token: vscode.CancellationToken): void {
    const checks = new ContinuousChecks({
      targetsAround: (file) =>
        this.targetsOf(
          request,
          this.items.placesOf(request).filter(({ folder }) => isWithin(file, folder.uri)),
        ),
      endCheckOf: (folder) => this.endCheckOf(folder),
      check: (target) => this.run(request, [target], token),
      report: (error) => this.report(error),
    });
    const subscription = vscode.workspace.onDidSaveTextDocument(({ uri }) => void checks.saved(uri));
    token.onCancellationRequested(() => {
      subscription.dispose();
      checks.dispose();
    });
  }

  /** Ends the check of a repo, if there is one, and waits until it has. */
  private async endCheckOf(folder: vscode.Uri): Promise<void> {
    const running = this.running.get(folder.toString());
    running?.source.cancel();
    await running?.ended;
  }

  /**
   * The repos of these places, each with the last of its stages that is asked for. A whole repo is all of its stages, or, when it is
   * checked again and again, those up to the one that the learner is at. @throws UserError when one is no repo any more.
   */
  private async targetsOf({ continuous }: vscode.TestRunRequest, places: readonly TestPlace[]): Promise<Target[]> {
    const targets = new Map<string, Target>();
    for (const place of places) {
      const key = place.folder.uri.toString();
      const order = (await this.context.library.stages.load(place.folder.project)).map(({ id }) => id);
      const stage = place.stage ?? (continuous ? undefined : order.at(-1));
      const known = targets.get(key);
      const isLater = stage !== undefined && order.indexOf(stage) > order.indexOf(known?.stage ?? '');
      // The folder says anew what it is: its file may have changed since the tree was made.
      if (!known || isLater) targets.set(key, { folder: await this.folders.read(place.folder.uri), stage });
    }
    return [...targets.values()];
  }

  private async run(request: vscode.TestRunRequest, targets: readonly Target[], token?: vscode.CancellationToken): Promise<void> {
    if (tellHindrance()) return;
    for (const target of targets) {
      if (!(await mayRun(target.folder, this.context.results))) continue;
      const run = this.controller.createTestRun(request);
      try {
        await this.checkOne(run, target, [...(token ? [token] : []), run.token], request.continuous === true);
      } finally {
        run.end();
      }
    }
  }

  private async checkOne(
    run: vscode.TestRun,
    target: Target,
    tokens: readonly vscode.CancellationToken[],
    isContinuous: boolean,
  ): Promise<void> {
    const { activity } = this.context;
    const { uri, name } = target.folder;
    if (activity.isChecking(uri)) throw new UserError(vscode.l10n.t('{0} is being checked already.', name));
    const source = new vscode.CancellationTokenSource();
    const cancellations = tokens.map((token) => token.onCancellationRequested(() => source.cancel()));
    activity.begin(uri);
    const work = this.checkUntilEnd(run, target, source.token, isContinuous).finally(() => {
      vscode.Disposable.from(source, ...cancellations).dispose();
      this.running.delete(uri.toString());
      activity.end(uri);
      this.showActivity();
    });
    const ignore = (): void => undefined;
    this.running.set(uri.toString(), { source, ended: work.then(ignore, ignore) });
    this.checked.set(uri.toString(), uri);
    this.showActivity();
    await work;
  }

  private async checkUntilEnd(
    run: vscode.TestRun,
    { folder, stage }: Target,
    token: vscode.CancellationToken,
    isContinuous: boolean,
  ): Promise<void> {
    const { extensionUri, library, log, results } = this.context;
    await saveFilesIn(folder.uri);
    const texts = await library.stages.load(folder.project);
    const target = stage ?? (await this.currentStage(folder));
    const known = results.resultsOf(folder.uri, folder.project);
    const report = new TestReport(run, this.items, folder, known, target);
    const events: RunEvent[] = [];
    const startedAt = Date.now();
    this.output.begin(folder);
    await runCheckProcess({
      cli: vscode.Uri.joinPath(extensionUri, 'dist', 'checks', 'cli.mjs').fsPath,
      folder: folder.uri.fsPath,
      stage: target,
      token,
      onEvent: (event) => {
        // What the program prints is passed on and not kept.
        if (event.type !== 'output') events.push(event);
        report.tell(event);
        this.output.tell(folder, event);
      },
      onNoise: (text) => log.warn(`the runner of checks said: ${text}`),
    });
    const before = results.resultsOf(folder.uri, folder.project) ?? noResults(folder.uri.toString(), folder.project);
    const { results: after, news } = applyRun(before, events, startedAt);
    await results.update(folder.uri, folder.project, () => after);
    this.staleness.checked(folder.uri);
    await keepProofs(this.context, folder, events);
    tellNews(this.context, { folder, stages: texts, target, isContinuous }, news, events).catch((error: unknown) => this.report(error));
  }

  /** The first stage that has not passed, or the last one when all have. */
  private async currentStage({ uri, project }: ProjectFolder): Promise<string> {
    const { library, results } = this.context;
    await results.loaded;
    const ids = (await library.stages.load(project)).map(({ id }) => id);
    return nextStage(results.resultsOf(uri, project), ids) ?? ids.at(-1) ?? '';
  }

  private showActivity(): void {
    void vscode.commands.executeCommand('setContext', ContextKey.isChecking, !this.context.activity.isIdle);
  }

  /** What was found no longer counts for the files as they are. */
  private outdate(folder: vscode.Uri): void {
    const item = this.controller.items.get(folder.toString());
    if (item && this.staleness.isStale(folder)) this.controller.invalidateTestResults(item);
  }

  private report(error: unknown): void {
    reportError(this.context.log, vscode.l10n.t('checking a project'), error);
  }
}

const isWithin = (file: vscode.Uri, folder: vscode.Uri): boolean =>
  file.scheme === folder.scheme && file.path.startsWith(`${folder.path}/`);

/** The runner sees what is on the disk. */
async function saveFilesIn(folder: vscode.Uri): Promise<void> {
  const unsaved = vscode.workspace.textDocuments.filter(({ uri, isDirty, isUntitled }) => isDirty && !isUntitled && isWithin(uri, folder));
  await Promise.all(unsaved.map((document) => document.save()));
}
