import * as vscode from 'vscode';
import type { App, CommandArguments } from './app';
import { keepsFocus, targetTopics } from './targets';

export async function openTopic(app: App, args: CommandArguments): Promise<void> {
  const [topic] = (await targetTopics(app, args.slice(0, 1), vscode.l10n.t('Open Topic'))) ?? [];
  if (topic) await app.topicPages.open(topic.id, keepsFocus(args[1]), anchorOf(args[1]));
}

/** The heading of the lesson that a link or a quiz leads to. */
const anchorOf = (options: unknown): string | undefined =>
  typeof options === 'object' && options !== null && 'anchor' in options && typeof options.anchor === 'string' ? options.anchor : undefined;

/** Opens the topic to go on with: the first being learned, else the first not started. */
export async function continueLearning(app: App): Promise<void> {
  const { next, done, total } = app.store.progress;
  if (next === undefined) {
    const text = vscode.l10n.t('Nothing is left to do: {0} of {1} topics are completed and the others are skipped.', done, total);
    const all = vscode.l10n.t('All {0} topics are completed. You are a professional backend developer.', total);
    void vscode.window.showInformationMessage(done === total ? all : text);
    return;
  }
  await app.topicPages.open(next);
  await (await app.views()).roadmap.reveal(next);
}
