import * as vscode from 'vscode';
import type { PlacedTopic } from '../content/outline';
import { CommandId } from '../ids';
import { hourCount, topicCount } from '../base/words';
import type { Library } from '../content/library';
import type { ProgressStore } from '../progress/progressStore';
import type { ProjectRepoStore } from '../projects';
import { topicsToReview } from '../quiz';

/** The parts that these commands work with. */
interface MenuParts {
  readonly library: Library;
  readonly store: ProgressStore;
  readonly repos: ProjectRepoStore;
}

interface Choice extends vscode.QuickPickItem {
  readonly command?: CommandId;
  readonly args?: readonly unknown[];
}

/** The menu of the status bar item. */
export async function showMenu(app: MenuParts): Promise<void> {
  const { done, total, percent } = app.store.progress;
  const title = vscode.l10n.t('Backend Roadmap: {0} of {1} completed ({2}%)', done, total, percent);
  const choice = await vscode.window.showQuickPick(choices(app), { title, placeHolder: vscode.l10n.t('What next?') });
  if (choice?.command) await vscode.commands.executeCommand(choice.command, ...(choice.args ?? []));
}

/** The quiz of the topic to go on with, and a review when one is due. */
function quizChoices(app: MenuParts, next: PlacedTopic | undefined): Choice[] {
  const due = topicsToReview(app).length;
  return [
    ...(next && app.library.quizzes.has(next.id)
      ? [{ label: `$(checklist) ${vscode.l10n.t('Take Quiz')}`, description: next.title, command: CommandId.takeQuiz, args: [next.id] }]
      : []),
    ...(due > 0 ? [{ label: `$(history) ${vscode.l10n.t('Review: {0} due', topicCount(due))}`, command: CommandId.review }] : []),
  ];
}

function choices(app: MenuParts): Choice[] {
  const { index, store, repos } = { index: app.library.index, store: app.store, repos: app.repos };
  const next = store.progress.next === undefined ? undefined : index.topic(store.progress.next);
  return [
    ...(next ? [{ label: `$(play) ${vscode.l10n.t('Continue')}`, description: next.title, command: CommandId.continue }] : []),
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
        label: `$(${isMade ? 'folder' : 'repo'}) ${project.title}`,
        description: level,
        detail: isMade ? vscode.l10n.t('Open your repo') : vscode.l10n.t('Scaffold · {0} of {1} topics done', ready, project.topics.length),
        // One that was made is opened, any other one is made.
        command: isMade ? CommandId.openProject : CommandId.scaffoldProject,
        args: [project.id],
      };
    }),
  ];
}
