import * as vscode from 'vscode';
import type { TopicOutline } from '../../content/outline';
import { statusWord } from '../words';
import { topicCount } from '../../base/words';
import type { TargetParts } from './targets';
import type { CommandArguments } from '../../base/commands';
import { ASK_ABOVE } from './setStatus';
import { targetSection, targetTopics } from './targets';
import { showWithUndo } from './undo';

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
    void vscode.window.showInformationMessage(vscode.l10n.t('{0}: there is nothing to reset.', what));
    return;
  }
  const proofs = touched.reduce((sum, { id }) => sum + app.store.topic(id).proofs.length, 0);
  if (touched.length > askAbove || proofs > 0) {
    const question = vscode.l10n.t('Reset {0} of {1}?', topicCount(touched.length), what);
    const lines = touched.map((topic) => `${topic.title}: ${statusWord(app.store.topic(topic.id).status)}`);
    if (proofs > 0) lines.push('', vscode.l10n.t('Proofs that go with them: {0}', proofs));
    const detail = lines.join('\n');
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, title)) !== title) return;
  }
  await app.store.reset(touched.map(({ id }) => id));
  showWithUndo(app, vscode.l10n.t('{0}: {1} reset.', what, topicCount(touched.length)));
}

function isTouched(app: ResetParts, id: string): boolean {
  const { status, proofs } = app.store.topic(id);
  return status !== 'todo' || proofs.length > 0;
}
