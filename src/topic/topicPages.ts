import type * as vscode from 'vscode';
import { WebviewId } from '../ids';
import { OpenPages } from '../pages/openPages';
import type { TopicPage, TopicPageContext } from './topicPage';

/** Opens topics, all in one tab; the page itself is loaded by the first one. */
export class TopicPages implements vscode.Disposable {
  private readonly pages: OpenPages<TopicPage>;

  constructor(private readonly context: TopicPageContext) {
    this.pages = new OpenPages(WebviewId.topic, {
      restore: async (panel, state) => (await import('./topicPage')).TopicPage.restore(context, panel, state),
    });
  }

  /** Opens a topic that exists, at a heading of its lesson when one is given. Rejects when the installed roadmap cannot be read. */
  async open(id: string, preserveFocus = false, heading?: string): Promise<void> {
    const { library, log } = this.context;
    // Begun before the page is loaded, which awaits them and says what failed.
    Promise.all([library.load(), library.lessons.find(id)]).catch((error: unknown) => log.error('loading a topic', error));
    const { TopicPage } = await import('./topicPage');
    const page = await this.pages.open(() => TopicPage.create(this.context, preserveFocus));
    await page.show(id, preserveFocus, heading);
  }

  /** The topic that the learner has before their eyes. */
  get inSight(): string | undefined {
    return this.pages.current()?.topicInSight;
  }

  dispose(): void {
    this.pages.dispose();
  }
}
