import * as vscode from 'vscode';
import { WebviewId } from '../ids';
import type { QuizPage, QuizPageContext } from './quizPage';

/** Opens quizzes and reviews, each in a tab of its own; the page itself is loaded by the first one. */
export class QuizPages implements vscode.Disposable {
  private readonly pages = new Map<string, QuizPage>();
  private readonly serializer: vscode.Disposable;

  constructor(private readonly context: QuizPageContext) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(WebviewId.quiz, {
      deserializeWebviewPanel: async (panel, state) => {
        const { QuizPage } = await import('./quizPage');
        const page = await QuizPage.restore(context, panel, state);
        if (page && this.pages.has(page.key)) page.dispose();
        else if (page) this.keep(page);
      },
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
    vscode.Disposable.from(this.serializer, ...this.pages.values()).dispose();
  }

  private async show(key: string, open: () => Promise<QuizPage>): Promise<void> {
    const page = this.pages.get(key);
    if (page && !page.isFinished) {
      page.reveal();
      return;
    }
    const fresh = await open();
    page?.dispose();
    this.keep(fresh);
  }

  private keep(page: QuizPage): void {
    this.pages.set(page.key, page);
    page.onDidDispose(() => {
      if (this.pages.get(page.key) === page) this.pages.delete(page.key);
    });
  }
}
