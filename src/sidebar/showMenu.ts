import * as vscode from 'vscode';
import type { PlacedTopic } from '../content/outline';
import { CommandId } from '../ids';
import { hourCount, topicCount } from '../base/words';
import type { Library } from '../content/library';
import { hasBegun } from '../progress/model/progress';
import type { ProgressStore } from '../progress/progressStore';
import { completedText } from '../progress/words';
import type { ProjectRepoStore } from '../projects';
import { type CheckActivity, checkingText } from '../checks';
import { topicsToReview } from '../quiz';
import { titleOf } from './checkStatus';

/** The parts that these commands work with. */
interface MenuParts {
  readonly library: Library;
  readonly store: ProgressStore;
  readonly repos: ProjectRepoStore;
  readonly activity: CheckActivity;
}

interface Choice extends vscode.QuickPickItem {
  readonly command?: CommandId;
  readonly args?: readonly unknown[];
}

/** The menu of the status bar item. */
export async function showMenu(app: MenuParts): Promise<void> {
  const title = vscode.l10n.t('Backend Roadmap: {0}', completedText(app.store.progress));
  const choice = await vscode.window.showQuickPick(choices(app), { title, placeHolder: vscode.l10n.t('Choose what to do') });
  if (choice?.command) await vscode.commands.executeCommand(choice.command, ...(choice.args ?? []));
}

/** What can be done about the checks that are under way: first of all, because whoever opens the menu meanwhile wants it. */
function checkChoices({ activity, library }: MenuParts): Choice[] {
  const checks = activity.all.map(({ folder, project, progress }): Choice => ({
    label: `$(debug-stop) ${vscode.l10n.t('Cancel Check')}`,
    description: checkingText(titleOf(library, project), progress),
    command: CommandId.cancelCheck,
    args: [{ folder: folder.toString() }],
  }));
  if (checks.length === 0) return [];
  const output = { label: `$(output) ${vscode.l10n.t('Show Output of Check')}`, command: CommandId.showCheckOutput };
  return [...checks, output, { label: vscode.l10n.t('Roadmap'), kind: vscode.QuickPickItemKind.Separator }];
}

/** The quiz of the topic to go on with, and a review when one is due. */
function quizChoices(app: MenuParts, next: PlacedTopic | undefined): Choice[] {
  const due = topicsToReview(app).length;
  return [
    ...(next && app.library.quizzes.has(next.id)
      ? [{ label: `$(checklist) ${vscode.l10n.t('Take the Quiz')}`, description: next.title, command: CommandId.takeQuiz, args: [next.id] }]
      : []),
    ...(due > 0 ? [{ label: `$(history) ${vscode.l10n.t('Review: {0} due', topicCount(due))}`, command: CommandId.review }] : []),
  ];
}

const goOnWord = ({ store, repos }: MenuParts): string =>
  hasBegun(store.progress, repos) ? vscode.l10n.t('Continue') : vscode.l10n.t('Start');

function choices(app: MenuParts): Choice[] {
  const { index, store, repos } = { index: app.library.index, store: app.store, repos: app.repos };
  const next = store.progress.next === undefined ? undefined : index.topic(store.progress.next);
  return [
    ...checkChoices(app),
    ...(next ? [{ label: `$(play) ${goOnWord(app)}`, description: next.title, command: CommandId.continue }] : []),
    ...quizChoices(app, next),
    { label: `$(milestone) ${vscode.l10n.t('Open Roadmap')}`, command: CommandId.openRoadmap },
    { label: `$(list-tree) ${vscode.l10n.t('Show in Sidebar')}`, command: CommandId.focusTree },
    { label: `$(search) ${vscode.l10n.t('Search')}`, command: CommandId.search },
    { label: vscode.l10n.t('Projects'), kind: vscode.QuickPickItemKind.Separator },
    ...index.outline.projects.map((project): Choice => {
      const ready = project.topics.filter((id) => store.topic(id).status === 'done').length;
      const isMade = repos.reposOf(project.id).length > 0;
      const level = vscode.l10n.t('{0} · {1}', project.level, hourCount(project.hours));
      return {
        label: `$(${isMade ? 'folder' : 'project'}) ${project.title}`,
        description: level,
        detail: isMade
          ? vscode.l10n.t('Open the folder of your project')
          : vscode.l10n.t('Scaffold · {0} of {1} topics completed', ready, project.topics.length),
        // One that was made is opened, any other one is made.
        command: isMade ? CommandId.openProject : CommandId.scaffoldProject,
        args: [project.id],
      };
    }),
  ];
}
