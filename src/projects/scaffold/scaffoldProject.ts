import * as vscode from 'vscode';
import { nameProblem } from '../model/names';
import { planFiles } from '../model/edits';
import { UserError } from '../../base/userError';
import { openAfterwards } from './arrival';
import { nameProblemText } from './askName';
import { askAboutTarget } from './askAboutTarget';
import { pathText } from './places';
import { Questions, type Answers } from './questions';
import type { ScaffoldContext, ScaffoldOptions } from './scaffolder';
import { withSlowProgress } from './writeProject';
import { lookAtTarget } from './target';
import { writeProject } from './writeProject';

/**
 * Asks, plans, writes, opens. Returns the new folder, or undefined when the learner cancelled.
 * @throws UserError when it cannot be done; nothing is left behind then.
 */
export async function scaffoldProject(context: ScaffoldContext, options: ScaffoldOptions): Promise<vscode.Uri | undefined> {
  if (options.name !== undefined) refuseBadName(options.name);
  const questions = await Questions.create(context, options);
  let answers = await questions.askAll();
  while (answers) {
    refuseBadName(answers.name);
    const starter = await context.library.starters.load(answers.project.id);
    const files = planFiles(starter.files, { project: answers.project.id, name: answers.name });
    const target = await lookAtTarget(answers.parent, answers.name, files);
    const decision = await askAboutTarget(target, questions.title);
    if (decision === 'cancel') return undefined;
    if (decision === 'write') {
      const title = vscode.l10n.t('Scaffolding {0}', answers.name);
      const done = await withSlowProgress(title, (token) => writeProject(target, files, token));
      if (!done) {
        void vscode.window.showInformationMessage(vscode.l10n.t('Scaffolding {0} was cancelled. Nothing was left behind.', answers.name));
        return undefined;
      }
      await finish(context, answers, target.folder);
      return target.folder;
    }
    answers = await questions.askAgain(decision);
  }
  return undefined;
}

function refuseBadName(name: string): void {
  const problem = nameProblem(name);
  if (problem) throw new UserError(nameProblemText(problem));
}

/** The repo is there: from here on, what fails is told, and takes nothing back. */
async function finish(context: ScaffoldContext, answers: Answers, folder: vscode.Uri): Promise<void> {
  const { project, initGit, afterwards, toRemember } = answers;
  try {
    await initGit?.(folder);
  } catch (error) {
    context.log.error(`git init in ${folder.toString(true)}`, error);
    const reason = error instanceof Error ? error.message : String(error);
    const text = vscode.l10n.t('{0} was made, but without git: {1}', pathText(folder), reason);
    void vscode.window.showWarningMessage(text);
  }
  await Promise.all([context.repos.add(project.id, folder), context.memory.remember(toRemember)]);
  await openAfterwards(context, project.id, folder, afterwards);
}
