import type * as vscode from 'vscode';
import { WebviewId } from '../ids';
import { OpenPages } from '../pages/openPages';
import type { QuizPage, QuizPageContext } from './quizPage';

/** Opens quizzes and reviews, each in a tab of its own; the page itself is loaded by the first one. */
export class QuizPages implements vscode.Disposable {
  private readonly pages: OpenPages<QuizPage>;

  constructor(private readonly context: QuizPageContext) {
    this.pages = new OpenPages(WebviewId.quiz, {
      restore: async (panel, state) => (await import('./quizPage')).QuizPage.restore(context, panel, state),
      keyOf: async (state) => (await import('./quizPage')).QuizPage.keyOf(state),
    });
  }

  /**
   * Opens the quiz of a topic that has one, or goes back to it where it is half done.
   * @throws UserError when the quiz cannot be read.
   */
  async openQuiz(topic: string): Promise<void> {
    const { QuizPage } = await import('./quizPage');
    await this.show(topic, () => QuizPage.openQuiz(this.context, topic));
  }

  /** Opens a review of topics that have quizzes, or goes back to one that is half done. @throws UserError as above. */
  async openReview(topics: readonly string[]): Promise<void> {
    const { QuizPage } = await import('./quizPage');
    await this.show('', () => QuizPage.openReview(this.context, topics));
  }

  dispose(): void {
    this.pages.dispose();
  }

  private async show(key: string, make: () => Promise<QuizPage>): Promise<void> {
    const before = this.pages.current(key);
    const page = await this.pages.open(make, key, ({ isFinished }) => isFinished);
    if (page === before) page.goBack();
  }
}
