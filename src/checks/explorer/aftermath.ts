import * as vscode from 'vscode';
import type { EventOf, ProblemCode, RunEvent } from '../model/events';
import { isFinished, nextStage, type RunNews } from '../model/results';
import { PROJECT_FILE } from '../../content/projectFileName';
import { stageProofId, type StageText } from '../../content/stage';
import { startTools } from '../../projects';
import { CommandId } from '../../ids';
import { completeTopicsText } from '../words';
import type { ChecksContext } from './context';
import { outside } from '../../base/text';
import type { ProjectFolder } from './projectFolders';
import { showInStatusBar, showInformation, showWarning } from '../../base/messages';

/**
 * Who has begun a run: the learner by a command or a button, or in the Test Explorer, which shows by itself what was found; or a change
 * of a file, as the one before. What the learner did not ask for now interrupts only when a stage has passed.
 */
export type Origin = 'command' | 'testExplorer' | 'change';

/** What a run was about. */
export interface RunSubject {
  readonly folder: ProjectFolder;
  readonly stages: readonly StageText[];
  /** The stage that was to be checked, with those before it. */
  readonly target: string;
  readonly origin: Origin;
  /** The address of a server that was running already. */
  readonly url?: string | undefined;
}

/** Keeps what a run has proven: a passed stage is proof on each topic that it practises. Nothing is ever taken away. */
export async function keepProofs(
  { library, store }: ChecksContext,
  { project }: ProjectFolder,
  events: readonly RunEvent[],
): Promise<void> {
  const passed = events.filter((event): event is EventOf<'stage-finished'> => event.type === 'stage-finished' && event.passed);
  if (passed.length === 0) return;
  const topicsOf = await topicsByStage({ library }, project);
  for (const { stage } of passed) await store.addProofs(topicsOf.get(stage) ?? [], { kind: 'stage', id: stageProofId(project, stage) });
}

/**
 * Tells the learner how a run ended, with what comes next, unless they see it anyway. Does not wait for the answer's work to be done.
 */
export async function tellNews(context: ChecksContext, subject: RunSubject, news: RunNews, events: readonly RunEvent[]): Promise<void> {
  if (subject.origin === 'change' && news.newlyPassed.length === 0) return;
  switch (news.outcome) {
    case 'problem':
      if (news.problem && !saysItself(context, subject, news.problem)) await reportProblem(subject, news.problem);
      return;
    case 'passed':
      return tellPass(context, subject, news);
    case 'partial':
      return tellPart(subject, events);
    case 'failed':
      return tellFailure(context, subject, news, events);
    case 'cancelled':
      tellCanceled();
  }
}

/** What the learner's program does is told by the page of the stage, with what it printed; what is missing around it needs a button. */
const TOLD_BY_THE_PAGE: readonly ProblemCode[] = ['build-failed', 'start-ended', 'port-closed', 'other-port'];

const saysItself = (context: ChecksContext, { folder, target }: RunSubject, { code }: EventOf<'problem'>): boolean =>
  TOLD_BY_THE_PAGE.includes(code) && isInSight(context, folder, target);

/** Says that a check has ended because the learner wanted it to. */
export function tellCanceled(): void {
  showInStatusBar(vscode.l10n.t('The check was canceled.'), 4_000);
}

/** Says what was tried at a server of which not all could be: that proves nothing, and fails nothing. */
async function tellPart({ folder, target, url = '' }: RunSubject, events: readonly RunEvent[]): Promise<void> {
  const count = (type: RunEvent['type']): number => events.filter((event) => event.type === type).length;
  const passed = count('check-finished');
  const text = vscode.l10n.t(
    '{0} of {1} checks of {2} passed at {3}. The others were left out: they start the program themselves, or count on a variable. Press Check to have all of them tried.',
    passed,
    passed + count('check-left-out'),
    folder.name,
    outside(url),
  );
  const show = vscode.l10n.t('Show Output');
  const other = otherAddress(folder, target);
  const answer = await showInformation(text, show, other.label);
  if (answer === show) await vscode.commands.executeCommand(CommandId.showCheckOutput);
  if (answer === other.label) await other.run();
}

const otherAddress = (folder: ProjectFolder, stage: string): Action => ({
  label: vscode.l10n.t('Another Address…'),
  run: () => vscode.commands.executeCommand(CommandId.checkServer, { folder: folder.uri.toString(), stage, anew: true }),
});

/** Whether the page of a stage is before the learner's eyes. */
const isInSight = ({ isStageInSight }: ChecksContext, { uri, project }: ProjectFolder, stage: string | undefined): boolean =>
  stage !== undefined && isStageInSight({ folder: uri, project, stage });

async function tellPass(
  context: ChecksContext,
  { folder, stages, target, origin, url }: RunSubject,
  { newlyPassed }: RunNews,
): Promise<void> {
  const { store, results } = context;
  const titleOf = (id: string) => stages.find((stage) => stage.id === id)?.title ?? id;
  // The page says that it has passed, leads on, and offers to complete its topics; it may be scrolled to something else.
  if (isInSight(context, folder, target)) {
    const passed = vscode.l10n.t('$(pass) Passed: {0}.', titleOf(target));
    showInStatusBar(url === undefined ? passed : vscode.l10n.t('$(pass) Passed at {0}: {1}.', outside(url), titleOf(target)), 6_000);
    return;
  }
  if (origin === 'testExplorer' && newlyPassed.length === 0) return;
  const ids = stages.map(({ id }) => id);
  const stored = results.resultsOf(folder.uri, folder.project);
  const topicsOf = await topicsByStage(context, folder.project);
  const practiced = newlyPassed.flatMap((id) => topicsOf.get(id) ?? []);
  const toComplete = [...new Set(practiced)].filter((id) => store.topic(id).status !== 'done');
  const next = nextStage(stored, ids);

  const goOn = next === undefined ? vscode.l10n.t('Export Certificate') : vscode.l10n.t('Next: {0}', titleOf(next));
  const complete = completeTopicsText(toComplete.length);
  const buttons = [...(isInSight(context, folder, next) ? [] : [goOn]), ...(toComplete.length > 0 ? [complete] : [])];
  const text = isFinished(stored, ids)
    ? vscode.l10n.t('All {0} stages of {1} have passed: the project is finished.', ids.length, folder.name)
    : url === undefined
      ? vscode.l10n.t('Passed: {0}.', titleOf(target))
      : vscode.l10n.t('Passed at {0}: {1}.', outside(url), titleOf(target));
  const answer = await showInformation(text, ...buttons);
  if (answer === complete) await store.setStatus(toComplete, 'done');
  if (answer !== goOn) return;
  const place = { folder: folder.uri.toString() };
  if (next === undefined) await vscode.commands.executeCommand(CommandId.exportCertificate, place);
  else await vscode.commands.executeCommand(CommandId.openStage, { ...place, stage: next });
}

async function tellFailure(
  context: ChecksContext,
  { folder, stages, target, origin, url }: RunSubject,
  { regressions }: RunNews,
  events: readonly RunEvent[],
): Promise<void> {
  const failed = events.filter(
    (event): event is EventOf<'check-finished'> => event.type === 'check-finished' && event.failure !== undefined,
  );
  const [first] = failed;
  if (!first?.failure || origin === 'testExplorer') return;
  const stage = stages.find(({ id }) => id === first.stage);
  const isRegression = regressions.includes(first.stage) && first.stage !== target;
  const title = stage?.title ?? first.stage;
  const lead = isRegression ? vscode.l10n.t('{0} no longer passes.', title) : vscode.l10n.t('{0} does not pass yet.', title);
  const untried = events.filter(({ type }) => type === 'check-untried').length;
  if (isInSight(context, folder, first.stage)) {
    const counts = untried === 0 ? '' : ` ${vscode.l10n.t('{0} failed, {1} not tried.', failed.length, untried)}`;
    showInStatusBar(`$(error) ${lead}${counts}`, 6_000);
    return;
  }
  const open = vscode.l10n.t('Open Stage {0}', stages.findIndex(({ id }) => id === first.stage) + 1);
  const where = url === undefined ? '' : `${vscode.l10n.t('At {0}:', outside(url))} `;
  const answer = await showWarning(`${where}${lead} ${first.failure.message}${untriedText(untried)}`, open);
  if (answer === open) await vscode.commands.executeCommand(CommandId.openStage, { folder: folder.uri.toString(), stage: first.stage });
}

/** How many checks wait for what has failed. */
function untriedText(count: number): string {
  if (count === 0) return '';
  return ` ${count === 1 ? vscode.l10n.t('1 other check was not tried, because it needs what does not work yet.') : vscode.l10n.t('{0} other checks were not tried, because they need what does not work yet.', count)}`;
}

async function topicsByStage(
  { library }: Pick<ChecksContext, 'library'>,
  project: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { projects } = await library.load();
  const stages = projects.items.find(({ id }) => id === project)?.stages ?? [];
  return new Map(stages.map(({ id, topics }) => [id, topics]));
}

interface Action {
  readonly label: string;
  readonly run: () => unknown;
}

/** Says what keeps a repo from being checked, with the one thing to do as a button. */
async function reportProblem({ folder, target }: RunSubject, { code, message }: EventOf<'problem'>): Promise<void> {
  const action = code === 'no-server' ? otherAddress(folder, target) : actionFor(code, folder);
  const answer = await showWarning(message, ...(action ? [action.label] : []));
  if (action && answer === action.label) await action.run();
}

function actionFor(code: ProblemCode, { uri }: ProjectFolder): Action | undefined {
  const openFile = (file: string, label: string): Action => ({
    label,
    run: () => vscode.window.showTextDocument(vscode.Uri.joinPath(uri, file)),
  });
  switch (code) {
    case 'not-installed':
      return { label: vscode.l10n.t('Install Dependencies'), run: async () => (await startTools()).installDependencies(uri) };
    case 'no-node':
      return { label: vscode.l10n.t('Open nodejs.org'), run: () => vscode.env.openExternal(vscode.Uri.parse('https://nodejs.org/')) };
    case 'no-project-file':
    case 'bad-project-file':
    case 'unknown-project':
    case 'start-not-found':
    case 'not-approved':
      return openFile(PROJECT_FILE, vscode.l10n.t('Open {0}', PROJECT_FILE));
    case 'service':
      return openFile('.env', vscode.l10n.t('Open {0}', '.env'));
    case 'start-ended':
      return { label: vscode.l10n.t('Start in Terminal'), run: () => vscode.commands.executeCommand(CommandId.startProject, uri) };
    case 'busy':
    case 'no-server':
      return undefined;
    case 'debugger':
      return openFile('.vscode/launch.json', vscode.l10n.t('Open {0}', '.vscode/launch.json'));
    case 'unknown-stage':
    case 'internal':
      return { label: vscode.l10n.t('Show Log'), run: () => vscode.commands.executeCommand(CommandId.showLog) };
    case 'build-failed':
    case 'port-closed':
    case 'other-port':
      return { label: vscode.l10n.t('Show Output'), run: () => vscode.commands.executeCommand(CommandId.showCheckOutput) };
  }
}
