import * as vscode from 'vscode';
import { topicCount } from '../base/words';
import type { CommandArguments } from '../base/commands';
import type { Library } from '../content/library';
import type { TopicOutline } from '../content/outline';
import { type RoadmapProgress, type Status, PLAN_FIELD, topicProgress } from './model/progress';
import { statusWord } from './words';
import { type TargetParts, targetSection, targetTopics } from './targets';
import type { ProgressStore } from './progressStore';
import { askInDialog } from '../base/dialog';
import { showInStatusBar, showInformation } from '../base/messages';

/** The parts that these commands work with. */
interface StatusParts extends TargetParts {
  /** The tree, with the topics that are in focus or selected in it. */
  readonly views: () => Promise<{ readonly roadmap: { focusedTopics(): Promise<readonly string[]>; isShowing(topic: string): boolean } }>;
}

/** How long the status bar says what was changed, in milliseconds. */
const MESSAGE_TIME = 4_000;

/** A change of more topics than this asks first. */
const ASK_ABOVE = 3;

/** Sets the status of the given or picked topics. */
export async function setStatus(app: StatusParts, args: CommandArguments, status: Status): Promise<void> {
  const topics = await targetTopics(app, args, vscode.l10n.t('Mark as {0}', statusWord(status)));
  if (!topics) return;
  const changing = topics.filter(({ id }) => app.store.topic(id).status !== status);
  await app.store.setStatus(
    changing.map(({ id }) => id),
    status,
  );
  await tellChange(app, args, changing, status);
}

/**
 * Several topics are told with the way back. One is seen to change where the learner clicked, or in the tree; only where nothing shows
 * it, as after a command of the palette, the status bar says it.
 */
async function tellChange(app: StatusParts, args: CommandArguments, changed: readonly TopicOutline[], status: Status): Promise<void> {
  const [only] = changed;
  if (!only) return;
  if (changed.length > 1) {
    showWithUndo(app, `${topicCount(changed.length)}: ${statusWord(status)}`);
    return;
  }
  const wasPicked = args[0] === undefined || args[0] === null;
  if (!wasPicked || (await app.views()).roadmap.isShowing(only.id)) return;
  showInStatusBar(`${only.title}: ${statusWord(status)}`, MESSAGE_TIME);
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
    void showInformation(vscode.l10n.t('Every topic of {0} is completed already.', section.title));
    return;
  }
  if (open.length > ASK_ABOVE) {
    const question = vscode.l10n.t('Mark {0} of {1} as completed?', topicCount(open.length), section.title);
    const detail = open.map((topic) => topic.title).join('\n');
    if ((await askInDialog(question, detail, title)) !== title) return;
  }
  await app.store.setStatus(
    open.map(({ id }) => id),
    'done',
  );
  // A single topic is seen to change, as if it had been ticked.
  if (open.length > 1) showWithUndo(app, vscode.l10n.t('{0}: {1} marked as completed.', section.title, topicCount(open.length)));
  else await tellChange(app, args, open, 'done');
}

/** What undoing needs. */
interface UndoParts {
  readonly library: Library;
  readonly store: ProgressStore;
}

/** Takes back what the learner last did, and says what that was: it need not be what was last seen, such as a proof. */
export async function undo(app: UndoParts): Promise<void> {
  const { progress } = app.store;
  const plan = app.store.field(PLAN_FIELD);
  const topics = await app.store.undo();
  const undone: string[] = [];
  if (topics.size > 0) undone.push(topicsUndone(app, [...topics], progress));
  if (app.store.field(PLAN_FIELD) !== plan) undone.push(vscode.l10n.t('your plan'));
  if (undone.length === 0) {
    void showInformation(vscode.l10n.t('There is nothing to undo in this window.'));
    return;
  }
  showInStatusBar(vscode.l10n.t('$(discard) Undone: {0}', undone.join(', ')), MESSAGE_TIME);
}

/** The topics that an undo has changed, with the status that they have again when it is one for all of them. */
function topicsUndone({ library, store }: UndoParts, ids: readonly string[], before: RoadmapProgress): string {
  const [only = ''] = ids;
  const what = ids.length === 1 ? (library.index.topic(only)?.title ?? only) : topicCount(ids.length);
  const { status } = store.topic(only);
  const isOneForAll = ids.every((id) => store.topic(id).status === status && topicProgress(before, id).status !== status);
  return isOneForAll ? vscode.l10n.t('{0}, now {1}', what, statusWord(status)) : what;
}

/** Tells what was changed, with the way back. Does not wait for the answer: the command is done. */
export function showWithUndo(app: UndoParts, message: string): void {
  const label = vscode.l10n.t('Undo');
  void showInformation(message, label).then((answer) => {
    if (answer === label) return undo(app);
  });
}

/** The parts that these commands work with. */
type ResetParts = TargetParts;

export async function resetTopics(app: ResetParts, args: CommandArguments): Promise<void> {
  const topics = await targetTopics(app, args, vscode.l10n.t('Reset Topic'));
  if (topics) await reset(app, topics, vscode.l10n.t('Reset Topic'), topics.map(({ title }) => title).join(', '));
}

export async function resetSection(app: ResetParts, args: CommandArguments): Promise<void> {
  const section = await targetSection(app, args, vscode.l10n.t('Reset Section'));
  if (section) await reset(app, section.topics, vscode.l10n.t('Reset Section'), section.title);
}

export async function resetAll(app: ResetParts): Promise<void> {
  const { outline, topics } = app.library.index;
  await reset(app, topics, vscode.l10n.t('Reset All Progress'), outline.title, 0);
}

/** Clears statuses and proofs; asks first, naming what goes, when that is much or cannot be ticked again by hand. */
async function reset(app: ResetParts, topics: readonly TopicOutline[], title: string, what: string, askAbove = ASK_ABOVE): Promise<void> {
  const touched = topics.filter(({ id }) => isTouched(app, id));
  if (touched.length === 0) {
    void showInformation(vscode.l10n.t('{0}: there is nothing to reset.', what));
    return;
  }
  const proofs = touched.reduce((sum, { id }) => sum + app.store.topic(id).proofs.length, 0);
  if (touched.length > askAbove || proofs > 0) {
    const question = vscode.l10n.t('Reset {0} of {1}?', topicCount(touched.length), what);
    const lines = touched.map((topic) => `${topic.title}: ${statusWord(app.store.topic(topic.id).status)}`);
    if (proofs > 0) lines.push('', vscode.l10n.t('Proofs that go with them: {0}', proofs));
    const detail = lines.join('\n');
    if ((await askInDialog(question, detail, title)) !== title) return;
  }
  await app.store.reset(touched.map(({ id }) => id));
  const message = vscode.l10n.t('{0}: {1} reset.', what, topicCount(touched.length));
  if (touched.length > 1 || proofs > 0) showWithUndo(app, message);
  else showInStatusBar(message, MESSAGE_TIME);
}

function isTouched(app: ResetParts, id: string): boolean {
  const { status, proofs } = app.store.topic(id);
  return status !== 'todo' || proofs.length > 0 || app.store.hasTasksDone(id);
}
