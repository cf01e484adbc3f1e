import * as vscode from 'vscode';
import type { TopicPages } from './topicPages';
import { type TargetParts, targetTopics } from '../progress/targets';
import type { CommandArguments } from '../base/commands';
import { keepsFocus } from '../base/commands';
import { linkToTopic } from './topicLinks';
import { showInStatusBar, showInformation } from '../base/messages';

/** The parts that these commands work with. */
interface TopicParts extends TargetParts {
  readonly topicPages: TopicPages;
  /** The tree, which shows the topic that was opened. */
  readonly views: () => Promise<{ readonly roadmap: { reveal(topic: string): unknown; goTo(topic: string | undefined): unknown } }>;
}

export async function openTopic(app: TopicParts, args: CommandArguments): Promise<void> {
  const [topic] = (await targetTopics(app, args.slice(0, 1), vscode.l10n.t('Open Topic'))) ?? [];
  if (topic) await app.topicPages.open(topic.id, keepsFocus(args[1]), anchorOf(args[1]));
}

/** The heading of the lesson that a link or a quiz leads to. */
const anchorOf = (options: unknown): string | undefined =>
  typeof options === 'object' && options !== null && 'anchor' in options && typeof options.anchor === 'string' ? options.anchor : undefined;

/** Opens the topic to start or to go on with: the first being learned, else the first not started, which is being learned from now on. */
export async function continueLearning(app: TopicParts): Promise<void> {
  const { next, done, total } = app.store.progress;
  if (next === undefined) {
    const text = vscode.l10n.t('Nothing is left to do: {0} of {1} topics are completed and the others are skipped.', done, total);
    // What that makes of the learner is for the roadmap to say.
    const end = app.library.index.outline.sections.at(-1)?.milestone?.title ?? '';
    const all = vscode.l10n.t('All {0} topics are completed. {1}', total, end).trimEnd();
    void showInformation(done === total ? all : text);
    return;
  }
  // The page comes first: a tree that had the focus takes it back from the page when its rows are shown anew at that very moment (VS Code's
  // `TreeView.doRefresh`).
  await app.topicPages.open(next);
  if (app.store.topic(next).status === 'todo') await app.store.setStatus([next], 'doing');
  await (await app.views()).roadmap.reveal(next);
}

/** Goes to the row of a topic in the sidebar: of the one before the learner's eyes, else of the one to go on with. */
export async function showInSidebar(app: TopicParts): Promise<void> {
  await (await app.views()).roadmap.goTo(app.topicPages.inSight ?? app.store.progress.next);
}

/** Puts an address on the clipboard that opens a topic in VS Code, for a note or a message to somebody. */
export async function copyTopicLink(app: TopicParts, args: CommandArguments): Promise<void> {
  const [topic] = (await targetTopics(app, args.slice(0, 1), vscode.l10n.t('Copy Link to Topic'))) ?? [];
  if (!topic) return;
  await vscode.env.clipboard.writeText(linkToTopic(topic.id).toString());
  showInStatusBar(vscode.l10n.t('The link to {0} is on the clipboard.', topic.title), 5_000);
}
