import * as vscode from 'vscode';
import { isObject } from '../../base/guards';
import { reportError } from '../../base/log';
import { isWithin } from '../../base/uris';
import { UserError } from '../../base/userError';
import type { Origin } from './aftermath';
import { approvalOf } from './approval';
import type { ChecksContext } from './context';
import { ContinuousChecks } from './continuousChecks';
import { debugPlanOf } from '../debugging/debugPlan';
import { hindranceHere, tellHindrance } from './permission';
import { checkProject, currentStage, type ApprovedTarget, type CheckTools, type Target } from './projectCheck';
import { ProjectFolders, type ProjectFolder } from './projectFolders';
import { isSource } from '../model/sourceChanges';
import { pathIn, readSources, watchSources } from './sources';
import { serverOf } from './serverQuestion';
import { Staleness } from './staleness';
import { TestItems, type TestPlace } from './testItems';
import { CheckOutput } from './testReport';

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
  private readonly tools: CheckTools;
  private readonly profile: vscode.TestRunProfile;
  private readonly debugProfile: vscode.TestRunProfile;
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
    this.tools = { context, items: this.items, output: this.output, staleness: this.staleness };
    controller.refreshHandler = () => this.discover();
    this.profile = controller.createRunProfile(
      vscode.l10n.t('Check'),
      vscode.TestRunProfileKind.Run,
      (request, token) => this.handle(request, token),
      true,
      undefined,
      true,
    );
    this.debugProfile = controller.createRunProfile(
      vscode.l10n.t('Debug'),
      vscode.TestRunProfileKind.Debug,
      (request, token) => this.handle(request, token),
      true,
    );
    this.debugProfile.configureHandler = () => {
      this.chooseDebugger().catch((error: unknown) => this.report(error));
    };
    this.disposables.push(
      this.profile,
      this.debugProfile,
      this.output,
      this.staleness,
      this.staleness.onDidChange((folder) => this.outdate(folder)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.discover().catch((error: unknown) => this.report(error))),
    );
  }

  /** What an item of the Test Explorer stands for; undefined when it is none of ours. */
  placeOf(item: vscode.TestItem): TestPlace | undefined {
    return this.items.placeOf(item);
  }

  /** Shows the repos of this workspace, and those that were checked from it, in the Test Explorer. */
  async discover(): Promise<void> {
    const folders = await this.folders.inWorkspace([...this.checked.values()]);
    this.items.keep(folders);
    await Promise.all(folders.map((folder) => this.show(folder)));
  }

  /**
   * Checks a repo up to a stage, as if the learner had run it in the Test Explorer; at an address, the server there. Rejects with a UserError
   * when it cannot be.
   */
  async check(uri: vscode.Uri, stage: string | undefined, url?: string): Promise<void> {
    if (!tellHindrance()) await this.begin(uri, stage, this.profile, url);
  }

  /** Checks a stage, and none before it, with its program in a debugger. Rejects as `check` does. */
  async debug(uri: vscode.Uri, stage: string | undefined): Promise<void> {
    if (!tellHindrance()) await this.begin(uri, stage, this.debugProfile);
  }

  private async begin(uri: vscode.Uri, stage: string | undefined, profile: vscode.TestRunProfile, url?: string): Promise<void> {
    const folder = await this.folders.read(uri);
    const root = await this.show(folder);
    const id = stage ?? (await currentStage(this.context, folder));
    const item = this.items.stageOf(uri, id);
    if (!item) throw new UserError(vscode.l10n.t('{0} has no stage "{1}".', folder.project, id));
    const request = new vscode.TestRunRequest([item], undefined, profile);
    this.controller.items.add(root);
    const only = profile === this.debugProfile;
    if (url === undefined) await this.run(request, [{ folder, stage: id, only }], 'command');
    else await this.runOne(request, { folder, stage: id, how: { url } }, 'command');
  }

  /** Checks a server that the learner has started themselves, up to a stage; asks where it is. Rejects as `check` does. */
  async checkServer(uri: vscode.Uri, stage: string | undefined, wish: unknown): Promise<void> {
    if (tellHindrance()) return;
    const anew = isObject(wish) && wish['anew'] === true;
    const url = await serverOf(await this.folders.read(uri), this.context.workspaceState, anew);
    if (url !== undefined) await this.check(uri, stage, url);
  }

  /** Checks every stage of a repo. Rejects with a UserError when it cannot be checked. */
  async checkAll(uri: vscode.Uri): Promise<void> {
    if (tellHindrance()) return;
    const { project } = await this.folders.read(uri);
    await this.check(uri, (await this.context.library.stages.load(project)).at(-1)?.id);
  }

  /** Ends the check of a folder; every check of this window when none is named. */
  cancel(folder?: vscode.Uri): void {
    const running = folder ? [this.running.get(folder.toString())] : this.running.values();
    for (const one of running) one?.source.cancel();
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
    if (request.continuous) this.checkAfterChanges(request, token);
    else {
      try {
        await this.run(request, await this.targetsOf(request, this.items.placesOf(request)), 'testExplorer', token);
      } catch (error) {
        this.report(error);
      }
    }
  }

  private checkAfterChanges(request: vscode.TestRunRequest, token: vscode.CancellationToken): void {
    const places = () => this.items.placesOf(request);
    const checks = new ContinuousChecks<Target>({
      targetsAround: (file) =>
        this.targetsOf(
          request,
          places().filter(({ folder }) => isWithin(file, folder.uri) || file.path === folder.uri.path),
        ),
      endCheckOf: (folder) => this.endCheckOf(folder),
      check: (target) => this.run(request, [target], 'change', token),
      isChecking: (folder) => this.context.activity.isChecking(folder),
      readSources,
      report: (error) => this.report(error),
    });
    const folders = new Map(places().map(({ folder: { uri } }) => [uri.toString(), uri]));
    const watchers = [...folders.values()].map((folder) => {
      checks.begin(folder);
      return watchSources(folder, () => checks.changed(folder));
    });
    const saves = vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      const place = places().find(({ folder }) => isWithin(uri, folder.uri));
      if (place && isSource(pathIn(place.folder.uri, uri))) void checks.saved(uri);
    });
    token.onCancellationRequested(() => {
      vscode.Disposable.from(...watchers, saves, checks).dispose();
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
  private async targetsOf({ continuous, profile }: vscode.TestRunRequest, places: readonly TestPlace[]): Promise<Target[]> {
    const isDebug = profile === this.debugProfile;
    const targets = new Map<string, Target>();
    for (const place of places) {
      const key = place.folder.uri.toString();
      const order = (await this.context.library.stages.load(place.folder.project)).map(({ id }) => id);
      const stage = place.stage ?? (continuous ? undefined : order.at(-1));
      const known = targets.get(key);
      const isLater = stage !== undefined && order.indexOf(stage) > order.indexOf(known?.stage ?? '');
      // The folder says anew what it is: its file may have changed since the tree was made.
      const only = isDebug && stage !== undefined && (known ? known.only && known.stage === stage : place.stage !== undefined);
      if (!known || isLater) targets.set(key, { folder: await this.folders.read(place.folder.uri), stage, only });
      else targets.set(key, { ...known, only });
    }
    return [...targets.values()];
  }

  /** Checks one after the other. False when one was not checked, or not to its end. */
  private async run(
    request: vscode.TestRunRequest,
    targets: readonly Target[],
    origin: Origin,
    token?: vscode.CancellationToken,
  ): Promise<boolean> {
    if (tellHindrance()) return false;
    let isWhole = true;
    for (const target of targets) {
      const planOf = request.profile === this.debugProfile ? (folder: ProjectFolder) => this.planOf(folder) : undefined;
      const approval = await approvalOf(target.folder.uri, this.folders, this.context.results, planOf);
      if (!approval) {
        isWhole = false;
        continue;
      }
      isWhole = (await this.runOne(request, { ...target, ...approval }, origin, token)) && isWhole;
    }
    return isWhole;
  }

  private async runOne(
    request: vscode.TestRunRequest,
    target: ApprovedTarget,
    origin: Origin,
    token?: vscode.CancellationToken,
  ): Promise<boolean> {
    const run = this.controller.createTestRun(request);
    try {
      return await this.checkOne(run, target, [...(token ? [token] : []), run.token], origin);
    } finally {
      run.end();
    }
  }

  private async checkOne(
    run: vscode.TestRun,
    target: ApprovedTarget,
    tokens: readonly vscode.CancellationToken[],
    origin: Origin,
  ): Promise<boolean> {
    const { activity } = this.context;
    const { uri, name, project } = target.folder;
    if (activity.isChecking(uri)) throw new UserError(vscode.l10n.t('{0} is being checked already.', name));
    const source = new vscode.CancellationTokenSource();
    const cancellations = tokens.map((token) => token.onCancellationRequested(() => source.cancel()));
    source.token.onCancellationRequested(() => activity.ending(uri));
    activity.begin(uri, project);
    const work = checkProject(this.tools, run, target, source, origin).finally(() => {
      vscode.Disposable.from(source, ...cancellations).dispose();
      this.running.delete(uri.toString());
      this.staleness.ended(uri, false);
      activity.end(uri);
    });
    const ignore = (): void => undefined;
    this.running.set(uri.toString(), { source, ended: work.then(ignore, ignore) });
    this.checked.set(uri.toString(), uri);
    return work;
  }

  private planOf(folder: ProjectFolder, anew = false) {
    return debugPlanOf(folder, this.context.workspaceState, anew);
  }

  /** Asks anew how the projects of this workspace are debugged, where there is a choice. */
  private async chooseDebugger(): Promise<void> {
    for (const folder of await this.folders.inWorkspace([...this.checked.values()])) await this.planOf(folder, true);
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
