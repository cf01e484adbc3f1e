import * as vscode from 'vscode';
import { runCheckProcess } from '#checkProcess';
import { DebuggedPrograms, type DebuggedProgramsContext } from '../debugging/debuggedPrograms';
import type { DebugPlan } from '../debugging/debugPlan';
import type { DebugHost, ServerRun } from './checkProcess';
import { installations, startTools } from '../../projects';
import type { RunEvent } from '../model/events';
import { applyRun, nextStage, noResults, partsOf } from '../model/results';
import { runAfter } from '../model/runProgress';
import { reportError } from '../../base/log';
import { keepProofs, tellCanceled, tellNews, type Origin } from './aftermath';
import type { Approved } from './approval';
import type { ChecksContext } from './context';
import type { ProjectFolder } from './projectFolders';
import type { Staleness } from './staleness';
import type { TestItems } from './testItems';
import { TestReport, type CheckOutput } from './testReport';

/** Which stages of which repo a run is about. */
export interface Target {
  readonly folder: ProjectFolder;
  /** The last stage that is checked; the first that has not passed unless said. */
  readonly stage?: string | undefined;
  /** Leaves out the stages before it. */
  readonly only?: boolean | undefined;
}

/** One to which the learner has agreed, or a server that they have started themselves. */
export type ApprovedTarget = Target & (Approved | { readonly how: ServerRun; readonly plan?: undefined });

/** What a check works with, and where it tells what it finds. */
export interface CheckTools {
  readonly context: ChecksContext;
  readonly items: TestItems;
  readonly output: CheckOutput;
  readonly staleness: Staleness;
}

/**
 * Checks one project to the end of the run, and keeps and tells what came of it. Waits before that while its dependencies are being installed: packages
 * are there then that are not whole yet. False when it was canceled.
 */
export async function checkProject(
  tools: CheckTools,
  run: vscode.TestRun,
  { folder, stage, only, how, plan }: ApprovedTarget,
  source: vscode.CancellationTokenSource,
  origin: Origin,
): Promise<boolean> {
  const { context, items, output, staleness } = tools;
  const { activity, extensionUri, library, log, results } = context;
  const { token } = source;
  const url = 'url' in how ? how.url : undefined;
  if (url === undefined) await untilInstalled(context, folder.uri, token);
  if (token.isCancellationRequested) {
    tellCanceled();
    return false;
  }
  if (url === undefined) {
    // What was written meanwhile; should it decide what runs, the runner refuses it.
    await (await startTools()).saveFilesIn(folder.uri);
    staleness.begins(folder.uri);
  }
  const texts = await library.stages.load(folder.project);
  const target = stage ?? (await currentStage(context, folder));
  const report = new TestReport(run, items, folder, results.resultsOf(folder.uri, folder.project), target);
  const events: RunEvent[] = [];
  const startedAt = Date.now();
  output.begin(folder);
  await runCheckProcess({
    cli: vscode.Uri.joinPath(extensionUri, 'dist', 'checks', 'cli.mjs').fsPath,
    folder: folder.uri.fsPath,
    stage: target,
    only,
    how,
    debug: plan && debugHost(plan, { folder: folder.uri, name: folder.name, run, onDisconnect: () => source.cancel(), log }),
    token,
    onEvent: (event) => {
      // What the program prints is passed on and not kept.
      if (event.type !== 'output') events.push(event);
      report.tell(event);
      activity.update(folder.uri, (progress) => runAfter(progress, event));
      output.tell(folder, event);
    },
    onNoise: (text) => log.warn(`the runner of checks said: ${text}`),
  });
  const before = results.resultsOf(folder.uri, folder.project) ?? noResults(folder.uri.toString(), folder.project);
  const { results: after, news } = applyRun(before, events, startedAt);
  await results.update(folder.uri, folder.project, () => after);
  // What a server was made of, nobody here knows.
  const saysOfFiles = url === undefined && events.some(({ type }) => type === 'stage-finished');
  staleness.ended(folder.uri, saysOfFiles);
  if (news.problem) activity.hindered(folder.uri, { message: news.problem.message, output: news.problem.detail, at: startedAt });
  activity.triedInPart(folder.uri, partsOf(events, startedAt));
  await keepProofs(context, folder, events);
  tellNews(context, { folder, stages: texts, target, origin, url }, news, events).catch((error: unknown) =>
    reportError(log, vscode.l10n.t('checking a project'), error),
  );
  return news.outcome !== 'cancelled';
}

const debugHost = (plan: DebugPlan, around: Omit<DebuggedProgramsContext, 'plan'>): DebugHost => ({
  mode: plan.mode,
  open: (tell) => new DebuggedPrograms({ ...around, plan }, tell),
});

/** The first stage that has not passed, or the last one when all have. */
export async function currentStage({ library, results }: ChecksContext, { uri, project }: ProjectFolder): Promise<string> {
  await results.loaded;
  const ids = (await library.stages.load(project)).map(({ id }) => id);
  return nextStage(results.resultsOf(uri, project), ids) ?? ids.at(-1) ?? '';
}

/**
 * Waits, where the learner sees it, until no dependencies of a project are being installed, or the check is canceled. How the installation ends is
 * told by whoever began it; what is missing then, the check says.
 */
async function untilInstalled({ activity }: ChecksContext, folder: vscode.Uri, token: vscode.CancellationToken): Promise<void> {
  const mustWait = (): boolean => installations.isInstalling(folder) && !token.isCancellationRequested;
  if (!mustWait()) return;
  activity.waiting(folder, true);
  const subscriptions: vscode.Disposable[] = [];
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (!mustWait()) resolve();
    };
    subscriptions.push(installations.onDidChange(look), token.onCancellationRequested(look));
  });
  vscode.Disposable.from(...subscriptions).dispose();
  activity.waiting(folder, false);
}
