import * as vscode from 'vscode';
import { Html } from '../base/html';
import type { Lesson } from '../content/lesson';
import type { Topic } from '../content/schema';
import { parseTopicPageRequest, parseTopicPageState, type TopicPageMessage, type TopicPageRequest } from './model/protocol';
import { CommandId, WebviewId } from '../ids';
import type { Log } from '../base/log';
import { reportUnexpected } from '../base/log';
import { renderNote, type NoteStore } from '../notes';
import type { ProgressStore } from '../progress/progressStore';
import type { Library } from '../content/library';
import { renderPage, tabIcon, webviewRoots } from '../pages/webviewPage';
import { statusWord } from '../progress/words';
import { openCode } from '../pages/codeEditor';
import { paletteStyle, type CodePalette } from '../pages/codePalette';
import { readCount } from './html/footHtml';
import { topicBody } from './html/topicHtml';

export interface TopicPageContext {
  readonly extensionUri: vscode.Uri;
  readonly library: Library;
  readonly lessons: Library['lessons'];
  readonly palette: CodePalette;
  readonly store: ProgressStore;
  readonly notes: NoteStore;
  readonly quizzes: Library['quizzes'];
  readonly log: Log;
}

/** What is on the page now. */
interface Shown {
  readonly topic: Topic;
  readonly lesson: Lesson | undefined;
}

/** A topic in an editor tab. There is one such tab: the next topic takes the place of the last. */
export class TopicPage implements vscode.Disposable {
  private readonly disposables: { dispose(): unknown }[] = [];
  private topic: string | undefined;
  private shown: Shown | undefined;
  /** The page has said that it listens. */
  private isReady = false;
  /** The anchor of a heading that is to be brought into view. */
  private toReveal: string | undefined;

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
      // A hidden page is gone, and says that it listens when it is there again.
      panel.onDidChangeViewState(() => (this.isReady &&= panel.visible)),
      panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      context.store.onDidChange(({ topics }) => {
        if (this.topic !== undefined && topics.has(this.topic)) this.postSnapshot();
      }),
      context.notes.onDidChange((path) => this.noteChanged(path)),
      context.palette.onDidChange((change) => this.post({ type: 'colours', ...change })),
    );
  }

  get onDidDispose(): vscode.Event<void> {
    return this.panel.onDidDispose;
  }

  /** Shows a topic that exists, at a heading of its lesson when one is given. Rejects when the installed roadmap cannot be read. */
  async show(id: string, preserveFocus = false, heading?: string): Promise<void> {
    this.toReveal = heading;
    // What is shown already stays as it is, where the learner has scrolled to.
    if (this.topic !== id || !this.shown) await this.fill(id);
    this.panel.reveal(undefined, preserveFocus);
    if (this.isReady) this.postReveal();
  }

  private async fill(id: string): Promise<void> {
    const { library, lessons, palette, quizzes, store, extensionUri } = this.context;
    this.topic = id;
    this.shown = undefined;
    this.isReady = false;
    const [roadmap, lesson, note] = await Promise.all([library.load(), lessons.find(id), this.readNote(id)]);
    if (this.topic !== id) return;
    const place = library.index.topic(id);
    const topic = roadmap.sections.flatMap((section) => section.topics).find((candidate) => candidate.id === place?.id);
    if (!place || !topic) throw new Error(`there is no topic "${id}"`);
    this.shown = { topic, lesson };
    this.panel.title = topic.title;
    this.panel.webview.html = renderPage(this.panel.webview, extensionUri, {
      title: topic.title,
      styles: ['media/page.css', 'media/topic.css', 'media/lesson.css'],
      // The first page does not wait for the theme: its colours follow.
      styleText: paletteStyle(palette.known ?? {}),
      script: 'topic.js',
      body: topicBody({
        topic,
        place,
        total: library.index.topics.length,
        progress: store.topic(id),
        lesson,
        note,
        hasQuiz: quizzes.has(topic.id),
        read: this.linksRead(topic),
        projects: roadmap.projects.items.filter(({ topics }) => topics.includes(topic.id)),
        ...library.index.neighbours(id),
      }),
    });
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
    const [doing, work] = this.answer(request) ?? [];
    work?.catch((error: unknown) => void reportUnexpected(this.context.log, doing ?? '', error));
  }

  /** Everything the page can bring about, with what to call it when it fails. */
  private answer(request: TopicPageRequest): readonly [string, Promise<unknown>] | undefined {
    const { store, library } = this.context;
    switch (request.type) {
      case 'ready':
        this.isReady = true;
        this.postSnapshot();
        this.postReveal();
        return [vscode.l10n.t('colouring code'), this.postColours()];
      case 'openTopic':
        return [vscode.l10n.t('opening a topic'), this.show(request.topic)];
      case 'setStatus':
        return [vscode.l10n.t('saving a status'), store.setStatus([request.topic], request.status)];
      case 'copyLink':
        return [vscode.l10n.t('copying a link'), run(CommandId.copyTopicLink, request.topic)];
      case 'takeQuiz':
        return [vscode.l10n.t('opening the quiz'), run(CommandId.takeQuiz, request.topic)];
      case 'openNote':
        return [vscode.l10n.t('opening the note'), run(CommandId.openNote, request.topic)];
      case 'showProject':
        if (!library.index.outline.projects.some(({ id }) => id === request.project)) return undefined;
        return [vscode.l10n.t('opening a project'), run(CommandId.showProjectCard, request.project)];
      case 'setRead':
        if (!this.shownAs(request.topic)?.topic.links.some(({ url }) => url === request.url)) return undefined;
        return [vscode.l10n.t('saving what was read'), store.setLinkRead(request.topic, request.url, request.read)];
      case 'copyCode':
        return [vscode.l10n.t('copying code'), this.copyCode(request.topic, request.index)];
      case 'openCode':
        return [vscode.l10n.t('opening code'), this.openCode(request.topic, request.index)];
    }
  }

  /** What is shown, if it is still this topic: a message may come late. */
  private shownAs(topic: string): Shown | undefined {
    return this.shown?.topic.id === topic ? this.shown : undefined;
  }

  private async copyCode(topic: string, index: number): Promise<void> {
    const code = this.shownAs(topic)?.lesson?.code[index];
    if (!code) return;
    await vscode.env.clipboard.writeText(code.text);
    this.post({ type: 'copied', topic, index });
  }

  private async openCode(topic: string, index: number): Promise<void> {
    const code = this.shownAs(topic)?.lesson?.code[index];
    if (code) await openCode(code);
  }

  /** A note that cannot be read must not keep anyone from the lesson. */
  private async readNote(id: string): Promise<Html | undefined> {
    try {
      const note = (await this.context.notes.read(id)).trim();
      // Most topics have none, and need no Markdown renderer.
      return note === '' ? undefined : new Html(await renderNote(note));
    } catch (error) {
      this.context.log.error('reading the note for its topic', error);
      return undefined;
    }
  }

  /** Draws the page anew around a note that was saved; it stays where it was scrolled to. */
  private noteChanged(path: string): void {
    const { topic } = this;
    if (topic === undefined || !this.shown || path !== this.context.notes.uriOf(topic).path) return;
    this.fill(topic).catch((error: unknown) => void reportUnexpected(this.context.log, vscode.l10n.t('showing a note'), error));
  }

  private linksRead({ id, links }: Topic): string[] {
    return this.context.store.linksRead(id, links.map(({ url }) => url)); // prettier-ignore
  }

  private postSnapshot(): void {
    if (this.topic === undefined || !this.shown) return;
    const { status, proofs } = this.context.store.topic(this.topic);
    const read = this.linksRead(this.shown.topic);
    const readText = readCount(read.length, this.shown.topic.links.length);
    const [statusText, proven] = [statusWord(status), proofs.length > 0];
    this.post({ type: 'snapshot', topic: this.topic, status, statusText, proven, read, readText });
  }

  private async postColours(): Promise<void> {
    this.post({ type: 'colours', ...(await this.context.palette.colours()) });
  }

  private postReveal(): void {
    if (this.toReveal !== undefined && this.topic !== undefined) this.post({ type: 'reveal', topic: this.topic, heading: this.toReveal });
    this.toReveal = undefined;
  }

  private post(message: TopicPageMessage): void {
    void this.panel.webview.postMessage(message);
  }
}

const run = async (command: CommandId, argument: string): Promise<unknown> => vscode.commands.executeCommand(command, argument);
