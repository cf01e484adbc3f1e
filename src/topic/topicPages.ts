import * as vscode from 'vscode';
import { WebviewId } from '../ids';
import type { TopicPage, TopicPageContext } from './topicPage';

/** Opens topics; the page itself is loaded by the first one. */
export class TopicPages implements vscode.Disposable {
  private page: TopicPage | undefined;
  private readonly serializer: vscode.Disposable;

  constructor(private readonly context: TopicPageContext) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(WebviewId.topic, {
      deserializeWebviewPanel: async (panel, state) => {
        const { TopicPage } = await import('./topicPage');
        const page = await TopicPage.restore(context, panel, state);
        if (page) this.keep(page);
      },
    });
  }

  /** Opens a topic that exists, at a heading of its lesson when one is given. Rejects when the installed roadmap cannot be read. */
  async open(id: string, preserveFocus = false, heading?: string): Promise<void> {
    const { library, lessons, log } = this.context;
    // Begun before the page is loaded, which awaits them and says what failed.
    Promise.all([library.load(), lessons.find(id)]).catch((error: unknown) => log.error('loading a topic', error));
    const { TopicPage } = await import('./topicPage');
    this.page ??= this.keep(TopicPage.create(this.context, preserveFocus));
    await this.page.show(id, preserveFocus, heading);
  }

  dispose(): void {
    this.serializer.dispose();
    this.page?.dispose();
  }

  private keep(page: TopicPage): TopicPage {
    this.page = page;
    page.onDidDispose(() => {
      if (this.page === page) this.page = undefined;
    });
    return page;
  }
}
