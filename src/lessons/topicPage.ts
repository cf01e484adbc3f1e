import * as vscode from 'vscode';
import { parseTopicPageRequest, parseTopicPageState, type TopicPageSnapshot } from '../core/topicPageProtocol';
import { WebviewId } from '../ids';
import type { Log } from '../services/log';
import { reportUnexpected } from '../services/log';
import type { ProgressStore } from '../services/progress/progressStore';
import type { RoadmapLibrary } from '../services/roadmapLibrary';
import { renderPage, tabIcon, webviewRoots } from '../services/webviewPage';
import { statusWord } from '../services/words';
import { topicBody } from './topicHtml';

export interface TopicPageContext {
  readonly extensionUri: vscode.Uri;
  readonly library: RoadmapLibrary;
  readonly store: ProgressStore;
  readonly log: Log;
}

/** A topic in an editor tab. There is one such tab: the next topic takes the place of the last. */
export class TopicPage implements vscode.Disposable {
  private readonly disposables: { dispose(): unknown }[] = [];
  private topic: string | undefined;
  private isFilled = false;

  /** A new tab beside the learner's own. */
  static create(context: TopicPageContext, preserveFocus: boolean): TopicPage {
    const options = { enableScripts: true, localResourceRoots: webviewRoots(context.extensionUri), enableFindWidget: true };
    const place = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
    return new TopicPage(context, vscode.window.createWebviewPanel(WebviewId.topic, '', place, options));
  }

  /** A tab that VS Code brought back after a restart; undefined (and the tab closed) when its topic is gone. */
  static async restore(context: TopicPageContext, panel: vscode.WebviewPanel, state: unknown): Promise<TopicPage | undefined> {
    const id = parseTopicPageState(state)?.topic;
    const topic = id === undefined ? undefined : context.library.index.topic(id);
    if (!topic) {
      context.log.warn(`A topic page could not be restored: there is no topic ${JSON.stringify(id)}.`);
      panel.dispose();
      return undefined;
    }
    panel.webview.options = { enableScripts: true, localResourceRoots: webviewRoots(context.extensionUri) };
    const page = new TopicPage(context, panel);
    await page.fill(topic.id);
    return page;
  }

  private constructor(
    private readonly context: TopicPageContext,
    private readonly panel: vscode.WebviewPanel,
  ) {
    panel.iconPath = tabIcon(context.extensionUri);
    this.disposables.push(
      panel.onDidDispose(() => {
        vscode.Disposable.from(...this.disposables).dispose();
      }),
      panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      context.store.onDidChange(({ topics }) => {
        if (this.topic !== undefined && topics.has(this.topic)) this.postSnapshot();
      }),
    );
  }

  get onDidDispose(): vscode.Event<void> {
    return this.panel.onDidDispose;
  }

  /** Shows a topic that exists. Rejects when the installed roadmap cannot be read. */
  async show(id: string, preserveFocus = false): Promise<void> {
    // What is shown already stays as it is, where the learner has scrolled to.
    if (this.topic !== id || !this.isFilled) await this.fill(id);
    this.panel.reveal(undefined, preserveFocus);
  }

  private async fill(id: string): Promise<void> {
    const { library, store, extensionUri } = this.context;
    this.topic = id;
    this.isFilled = false;
    const roadmap = await library.load();
    if (this.topic !== id) return;
    const place = library.index.topic(id);
    const topic = roadmap.sections.flatMap((section) => section.topics).find((candidate) => candidate.id === place?.id);
    if (!place || !topic) throw new Error(`there is no topic "${id}"`);
    this.panel.title = topic.title;
    this.panel.webview.html = renderPage(this.panel.webview, extensionUri, {
      title: topic.title,
      styles: ['media/page.css', 'media/topic.css'],
      script: 'topic.js',
      body: topicBody({
        topic,
        place,
        total: library.index.topics.length,
        progress: store.topic(id),
        ...library.index.neighbours(id),
      }),
    });
    this.isFilled = true;
  }

  dispose(): void {
    this.panel.dispose();
  }

  private receive(message: unknown): void {
    const request = parseTopicPageRequest(message);
    const known = request && (request.type === 'ready' || this.context.library.index.topic(request.topic));
    if (!request || !known) {
      this.context.log.warn(`A message of the topic page was not understood: ${JSON.stringify([message]).slice(0, 200)}`);
      return;
    }
    switch (request.type) {
      case 'ready':
        return this.postSnapshot();
      case 'openTopic':
        return this.run(vscode.l10n.t('opening a topic'), this.show(request.topic));
      case 'setStatus':
        return this.run(vscode.l10n.t('saving a status'), this.context.store.setStatus([request.topic], request.status));
    }
  }

  private run(doing: string, work: Promise<void>): void {
    work.catch((error: unknown) => void reportUnexpected(this.context.log, doing, error));
  }

  private postSnapshot(): void {
    if (this.topic === undefined) return;
    const { status } = this.context.store.topic(this.topic);
    const snapshot: TopicPageSnapshot = { type: 'snapshot', topic: this.topic, status, statusText: statusWord(status) };
    void this.panel.webview.postMessage(snapshot);
  }
}
