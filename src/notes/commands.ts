import * as vscode from 'vscode';
import type { NoteStore } from './noteStore';
import { type TargetParts, targetTopics } from '../progress/targets';
import type { CommandArguments } from '../base/commands';

/** The parts that these commands work with. */
interface NoteParts extends TargetParts {
  readonly notes: () => Promise<NoteStore>;
}

/** Opens the learner's note on a topic in an ordinary editor, beside a page if one is in front: in a column that is there, else in a new one. */
export async function openNote(app: NoteParts, args: CommandArguments): Promise<void> {
  const [topic] = (await targetTopics(app, args.slice(0, 1), vscode.l10n.t('Open Note'))) ?? [];
  if (!topic) return;
  const { all, activeTabGroup } = vscode.window.tabGroups;
  const isPage = activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview;
  const beside = all.find((group) => group !== activeTabGroup)?.viewColumn ?? vscode.ViewColumn.Beside;
  const viewColumn = isPage ? beside : vscode.ViewColumn.Active;
  const notes = await app.notes();
  await vscode.window.showTextDocument(notes.uriOf(topic.id), { viewColumn, preview: false });
}
