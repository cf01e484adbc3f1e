import * as vscode from 'vscode';
import { reasonOf } from '../../base/errors';
import { pathOf } from '../../base/uris';
import { UserError } from '../../base/userError';
import { nameProblem } from '../model/names';
import type { StarterFile } from '../../content/starter';
import { planFiles } from '../model/plan';
import type { ProjectRepoStore } from '../projectRepos';
import { consentOfMaking } from '../start/madeProject';
import { openAfterwards, type ArrivalContext } from './arrival';
import { Conversation, type Answers, type ConversationContext } from './conversation';
import { FirstCommitError } from './git';
import type { ScaffoldOptions } from './options';
import { nameProblemText } from './questions';
import { askAboutTarget, isAgreed, lookAtTarget, type Target } from './target';
import { writeProject } from './writeProject';
import { showInStatusBar, showProgress, showWarning } from '../../base/messages';

/** What scaffolding works with. */
export interface ScaffoldContext extends ConversationContext, ArrivalContext {
  readonly repos: ProjectRepoStore;
}

/**
 * Asks, plans, writes, opens. Returns the new folder, or undefined when the learner cancelled.
 * @throws UserError when it cannot be done; nothing is left behind then.
 */
export async function scaffoldProject(context: ScaffoldContext, options: ScaffoldOptions): Promise<vscode.Uri | undefined> {
  if (options.name !== undefined) refuseBadName(options.name);
  const conversation = await Conversation.begin(context, options);
  let answers = await conversation.askAll();
  while (answers) {
    refuseBadName(answers.name);
    const starter = await context.library.starters.load(answers.project.id);
    const files = planFiles(starter.files, { project: answers.project.id, name: answers.name });
    const target = await lookAtTarget(answers.parent, answers.name, files);
    const decision = isAgreed(answers.agreed, target) ? 'write' : await askAboutTarget(target);
    if (decision === 'cancel') return undefined;
    if (decision === 'write') {
      const title = vscode.l10n.t('Scaffolding {0}', answers.name);
      const done = await withSlowProgress(title, (token) => writeProject(target, files, token));
      if (!done) {
        showInStatusBar(vscode.l10n.t('Scaffolding {0} was canceled. Nothing was left behind.', answers.name), 6_000);
        return undefined;
      }
      await finish(context, answers, target, files);
      return target.folder;
    }
    answers = await conversation.askAgain(decision);
  }
  return undefined;
}

function refuseBadName(name: string): void {
  const problem = nameProblem(name);
  if (problem) throw new UserError(nameProblemText(problem));
}

/** The project is there: from here on, what fails is told, and takes nothing back. */
async function finish(context: ScaffoldContext, answers: Answers, { folder, kind }: Target, files: readonly StarterFile[]): Promise<void> {
  const { project, initGit, commit, afterwards, toRemember } = answers;
  const where = pathOf(folder);
  // First: whoever watches the folder takes it for the project that lay there before, until it has an id of its own.
  // In a folder that was there before, others may have written what its commands read.
  const isAllOurs = kind !== 'occupied';
  const made = isAllOurs ? await consentOfMaking(files) : undefined;
  await context.repos.begin(project.id, folder, made === undefined ? [] : [made]);
  try {
    await initGit?.(folder);
    await commit?.(folder, files.map(({ path }) => path)); // prettier-ignore
  } catch (error) {
    context.log.error(`git in ${folder.toString(true)}`, error);
    const reason = reasonOf(error);
    const text =
      error instanceof FirstCommitError
        ? vscode.l10n.t('{0} was created with a Git repository, but without a first commit: {1}', where, reason)
        : vscode.l10n.t('{0} was created without a Git repository: {1}', where, reason);
    void showWarning(text);
  }
  await context.memory.remember(toRemember);
  // What else is in a folder that was there before may steer a package manager: there, nothing is installed before the learner asks for it.
  await openAfterwards(context, { project: project.id, folder, isAllOurs }, afterwards);
}

/** What takes no longer shows nothing: a balloon that flashes is worse than none. */
const SHOW_AFTER = 1_000;

/** Does work that can be cancelled, and shows it once it takes long. Resolves as the work does. */
async function withSlowProgress<T>(title: string, work: (token: vscode.CancellationToken) => Promise<T>): Promise<T> {
  const source = new vscode.CancellationTokenSource();
  const running = work(source.token);
  const ended = running.then(
    () => undefined,
    () => undefined,
  );
  const timer = setTimeout(() => {
    void showProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (_, token) => {
      token.onCancellationRequested(() => source.cancel());
      return ended;
    });
  }, SHOW_AFTER);
  try {
    return await running;
  } finally {
    clearTimeout(timer);
    source.dispose();
  }
}
