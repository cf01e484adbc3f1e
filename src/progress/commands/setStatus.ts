import * as vscode from 'vscode';
import type { Status } from '../model/progress';
import { statusWord } from '../words';
import { topicCount } from '../../base/words';
import type { TargetParts } from './targets';
import type { CommandArguments } from '../../base/commands';
import { targetSection, targetTopics } from './targets';
import { showWithUndo } from './undo';

/** The parts that these commands work with. */
interface StatusParts extends TargetParts {
  /** The tree with the topics that are in focus or selected in it. */
  readonly views: () => Promise<{ readonly roadmap: { focusedTopics(): Promise<readonly string[]> } }>;
}

/** A change of more topics than this asks first. */
export const ASK_ABOVE = 3;

/** Sets the status of the given or picked topics. */
export async function setStatus(app: StatusParts, args: CommandArguments, status: Status): Promise<void> {
  const topics = await targetTopics(app, args, vscode.l10n.t('Mark as {0}', statusWord(status)));
  if (!topics) return;
  const changing = topics.filter(({ id }) => app.store.topic(id).status !== status);
  await app.store.setStatus(
    changing.map(({ id }) => id),
    status,
  );
  const [only] = changing;
  if (!only) return;
  const what = changing.length === 1 ? only.title : topicCount(changing.length);
  showWithUndo(app, `${what}: ${statusWord(status)}`);
}

/** Space in the tree: ticks the focused or selected topics, or clears the ticks when all of them have one. */
export async function toggleTopics(app: StatusParts, args: CommandArguments): Promise<void> {
  const ids =
    args.length > 0
      ? (await targetTopics(app, args, vscode.l10n.t('Toggle Completed')))?.map(({ id }) => id)
      : await (await app.views()).roadmap.focusedTopics();
  if (!ids) return;
  // On a section, Space does what it does in every tree.
  if (ids.length === 0) return vscode.commands.executeCommand('list.toggleExpand');
  const done = ids.every((id) => app.store.topic(id).status === 'done');
  await app.store.setStatus(ids, done ? 'todo' : 'done');
}

export async function completeSection(app: StatusParts, args: CommandArguments): Promise<void> {
  const title = vscode.l10n.t('Complete Section');
  const section = await targetSection(app, args, title);
  if (!section) return;
  const open = section.topics.filter(({ id }) => app.store.topic(id).status !== 'done');
  if (open.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Every topic of {0} is completed already.', section.title));
    return;
  }
  if (open.length > ASK_ABOVE) {
    const question = vscode.l10n.t('Mark {0} of {1} as completed?', topicCount(open.length), section.title);
    const detail = open.map((topic) => topic.title).join('\n');
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, title)) !== title) return;
  }
  await app.store.setStatus(
    open.map(({ id }) => id),
    'done',
  );
  showWithUndo(app, vscode.l10n.t('{0}: {1} marked as completed.', section.title, topicCount(open.length)));
}
