import * as vscode from 'vscode';
import { dueTopics, nextReview } from './model/review';
import { UserError } from '../base/userError';
import type { QuizPages } from './quizPages';
import { type TargetParts, targetTopics } from '../progress/targets';
import type { CommandArguments } from '../base/commands';
import { showInformation } from '../base/messages';

/** The parts that these commands work with. */
interface QuizParts extends TargetParts {
  readonly quizPages: QuizPages;
}

/** Opens the quiz of the given or picked topic. */
export async function takeQuiz(app: QuizParts, args: CommandArguments): Promise<void> {
  const [topic] = (await targetTopics(app, args.slice(0, 1), vscode.l10n.t('Take the Quiz'))) ?? [];
  if (!topic) return;
  if (!app.library.quizzes.has(topic.id)) throw new UserError(vscode.l10n.t('There is no quiz for {0} yet.', topic.title));
  await app.quizPages.openQuiz(topic.id);
}

/** Opens a review of the topics that are due, or says when one will be. */
export async function review(app: QuizParts): Promise<void> {
  const due = topicsToReview(app);
  if (due.length > 0) return app.quizPages.openReview(due);
  void showInformation(nothingDue(app));
}

/** The topics that a review would be about now. */
export const topicsToReview = (app: Pick<QuizParts, 'store' | 'library'>): string[] =>
  dueTopics(app.store.progress, (topic) => app.library.quizzes.has(topic), Date.now());

function nothingDue(app: QuizParts): string {
  const next = nextReview(app.store.progress, (topic) => app.library.quizzes.has(topic), Date.now());
  if (!next) return vscode.l10n.t('Nothing to review yet: a topic comes back one day after you passed its quiz.');
  const title = app.library.index.topic(next.topic)?.title ?? next.topic;
  const day = new Date(next.at).toLocaleDateString(vscode.env.language, { weekday: 'long', day: 'numeric', month: 'long' });
  return vscode.l10n.t('Nothing is due for review. {0} comes back on {1}.', title, day);
}
