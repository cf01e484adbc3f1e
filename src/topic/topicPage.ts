import * as vscode from 'vscode';
import { Html } from '../base/html';
import type { Lesson } from '../content/lesson';
import type { Library } from '../content/library';
import type { Topic } from '../content/schema';
import { CommandId, WebviewId } from '../ids';
import { renderNote, type NoteStore } from '../notes';
import { CodePage, type CodePageContext } from '../pages/codePage';
import { bringBack, openPanel, type PageKind, type Work } from '../pages/page';
import type { ProgressStore } from '../progress/progressStore';
import { statusWord } from '../progress/words';
import { readCount } from './html/footHtml';
import { topicBody } from './html/topicHtml';
import { parseTopicPageRequest, parseTopicPageState, type TopicPageMessage, type TopicPageRequest } from './model/protocol';

export interface TopicPageContext extends CodePageContext {
  readonly library: Library;
  readonly lessons: Library['lessons'];
  readonly store: ProgressStore;
  readonly notes: NoteStore;
  readonly quizzes: Library['quizzes'];
}

/** What is on the page now. */
interface Shown {
  readonly topic: Topic;
  readonly lesson: Lesson | undefined;
}

const KIND: PageKind<TopicPageRequest> = { id: WebviewId.topic, name: 'topic', parse: parseTopicPageRequest };

/** A topic in an editor tab. There is one such tab: the next topic takes the place of the last. */
export class TopicPage extends CodePage<TopicPageContext, TopicPageRequest, TopicPageMessage> {
  private shown: Shown | undefined;
  /** The anchor of a heading that is to be brought into view. */
  private toReveal: string | undefined;

  /** A new tab beside the learner's own. */
  static create(context: TopicPageContext, preserveFocus: boolean): TopicPage {
    return new TopicPage(context, openPanel(context, KIND, '', preserveFocus));
  }

  /** A tab that VS Code brought back after a restart; undefined (and the tab closed) when its topic is gone. */
  static restore(context: TopicPageContext, panel: vscode.WebviewPanel, state: unknown): Promise<TopicPage | undefined> {
    return bringBack(context, KIND, panel, async () => {
      const id = parseTopicPageState(state)?.topic;
      const topic = id === undefined ? undefined : context.library.index.topic(id);
      if (!topic) throw new Error(`there is no topic ${JSON.stringify(id)}`);
      const page = new TopicPage(context, panel);
      await page.load(topic.id);
      return page;
    });
  }

  private constructor(context: TopicPageContext, panel: vscode.WebviewPanel) {
    super(context, KIND, panel);
    this.own(
      context.store.onDidChange(({ topics }) => {
        if (this.shown && topics.has(this.shown.topic.id)) this.postSnapshot();
      }),
      context.notes.onDidChange((path) => this.noteChanged(path)),
    );
  }

  /** Shows a topic that exists, at a heading of its lesson when one is given. Rejects when the installed roadmap cannot be read. */
  async show(id: string, preserveFocus = false, heading?: string): Promise<void> {
    this.toReveal = heading;
    // What is shown already stays as it is, where the learner has scrolled to.
    if (this.isFilling || this.shown?.topic.id !== id) await this.load(id);
    this.reveal(preserveFocus);
    this.postReveal();
  }

  private load(id: string): Promise<void> {
    const { library, lessons, quizzes, store } = this.context;
    return this.fill(
      () => Promise.all([library.load(), lessons.find(id), this.readNote(id)]),
      ([roadmap, lesson, note]) => {
        const place = library.index.topic(id);
        const topic = roadmap.sections.flatMap((section) => section.topics).find((candidate) => candidate.id === place?.id);
        if (!place || !topic) throw new Error(`there is no topic "${id}"`);
        this.shown = { topic, lesson };
        return {
          title: topic.title,
          styles: ['media/page.css', 'media/topic.css', 'media/lesson.css'],
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
        };
      },
    );
  }

  protected override isKnown(request: TopicPageRequest): boolean {
    return request.type === 'ready' || this.context.library.index.topic(request.topic) !== undefined;
  }

  /** Everything the page can bring about, with what to call it when it fails. */
  protected override answer(request: TopicPageRequest): Work | undefined {
    const { store, library } = this.context;
    switch (request.type) {
      case 'ready':
        this.postSnapshot();
        this.postReveal();
        return this.sendColours();
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
        return this.copyCode(this.shownAs(request.topic)?.lesson?.code[request.index], { ...request, type: 'copied' });
      case 'openCode':
        return this.openCode(this.shownAs(request.topic)?.lesson?.code[request.index]);
    }
  }

  /** What is shown, if it is still this topic: a message may come late. */
  private shownAs(topic: string): Shown | undefined {
    return this.shown?.topic.id === topic ? this.shown : undefined;
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
    const topic = this.shown?.topic.id;
    if (topic === undefined || this.isFilling || path !== this.context.notes.uriOf(topic).path) return;
    this.run([vscode.l10n.t('showing a note'), this.load(topic)]);
  }

  private linksRead({ id, links }: Topic): string[] {
    return this.context.store.linksRead(id, links.map(({ url }) => url)); // prettier-ignore
  }

  private postSnapshot(): void {
    if (!this.shown) return;
    const { id, links } = this.shown.topic;
    const { status, proofs } = this.context.store.topic(id);
    const read = this.linksRead(this.shown.topic);
    const readText = readCount(read.length, links.length);
    const [statusText, proven] = [statusWord(status), proofs.length > 0];
    this.post({ type: 'snapshot', topic: id, status, statusText, proven, read, readText });
  }

  private postReveal(): void {
    if (this.toReveal === undefined || !this.shown || !this.isReady) return;
    this.post({ type: 'reveal', topic: this.shown.topic.id, heading: this.toReveal });
    this.toReveal = undefined;
  }
}

const run = async (command: CommandId, argument: string): Promise<unknown> => vscode.commands.executeCommand(command, argument);
