import * as vscode from 'vscode';
import { linkToTopic } from '../lessons/topicLinks';
import type { App, CommandArguments } from './app';
import { targetTopics } from './targets';

/** Puts an address on the clipboard that opens a topic in VS Code, for a note or a message to somebody. */
export async function copyTopicLink(app: App, args: CommandArguments): Promise<void> {
  const [topic] = (await targetTopics(app, args.slice(0, 1), vscode.l10n.t('Copy Link to Topic'))) ?? [];
  if (!topic) return;
  await vscode.env.clipboard.writeText(linkToTopic(topic.id).toString());
  vscode.window.setStatusBarMessage(vscode.l10n.t('The link to {0} is on the clipboard.', topic.title), 5_000);
}
