import * as vscode from 'vscode';
import type { Element } from '../base/elements';
import type { Library } from '../content/library';
import { CommandId, ContextKey, WebviewId } from '../ids';
import { renderNote, type NoteStore } from '../notes';
import { CodePage, type CodePageContext } from '../pages/codePage';
import { bringBack, openPanel, type PageKind, type Work } from '../pages/page';
import type { ProgressStore } from '../progress/progressStore';
import { liveParts } from './html/liveParts';
import type { TopicView } from './html/topicView';
import { topicBody } from './html/topicHtml';
import { parseTopicPageRequest, parseTopicPageState, type TopicPageMessage, type TopicPageRequest } from './model/protocol';

export interface TopicPageContext extends CodePageContext {
  readonly library: Library;
  readonly store: ProgressStore;
  readonly notes: () => Promise<NoteStore>;
}

/** What is on the page now, as it was loaded. */
type Shown = Pick<TopicView, 'topic' | 'place' | 'lesson' | 'note' | 'projects'>;

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
        if (this.shown && topics.has(this.shown.topic.id)) this.postParts();
      }),
    );
    this.run([vscode.l10n.t('following the notes'), this.followNotes()]);
  }

  /** The topic that it shows, unless another tab is in front of it. */
  get topicInSight(): string | undefined {
    return this.isInSight ? this.shown?.topic.id : undefined;
  }

  /** Shows a topic that exists, at a heading of its lesson when one is given. Rejects when the installed roadmap cannot be read. */
  async show(id: string, preserveFocus = false, heading?: string): Promise<void> {
    this.toReveal = heading;
    // What is shown already stays as it is, where the learner has scrolled to.
    if (this.isFilling || this.shown?.topic.id !== id) await this.load(id);
    this.reveal(preserveFocus);
    void vscode.commands.executeCommand('setContext', ContextKey.hasOpenedTopic, true);
    if (preserveFocus || heading !== undefined) this.stay();
    else this.arrive();
  }

  private load(id: string): Promise<void> {
    const { library } = this.context;
    return this.fill(
      () => Promise.all([library.load(), library.lessons.find(id), this.readNote(id)]),
      ([roadmap, lesson, note]) => {
        const place = library.index.topic(id);
        const topic = roadmap.sections.flatMap((section) => section.topics).find((candidate) => candidate.id === place?.id);
        if (!place || !topic) throw new Error(`there is no topic "${id}"`);
        const projects = roadmap.projects.items.filter(({ topics }) => topics.includes(topic.id));
        this.shown = { topic, place, lesson, note, projects };
        const view = this.viewOf(this.shown);
        const parts = liveParts(view);
        return {
          title: topic.title,
          styles: ['media/page.css', 'media/buttons.css', 'media/topic.css', 'media/lesson.css', 'media/code.css'],
          script: 'topic.js',
          body: topicBody(view, parts),
          parts: partsOf(parts),
        };
      },
    );
  }

  private viewOf(shown: Shown): TopicView {
    const { store, library } = this.context;
    const { id, links } = shown.topic;
    const section = library.index.topic(id)?.section;
    const isComplete = section !== undefined && store.progress.sections.get(section.id)?.complete === true;
    return {
      ...shown,
      ...library.index.neighbours(id),
      progress: store.topic(id),
      tasksDone: store.tasksDone(id, shown.lesson?.tasks ?? []),
      hasQuiz: library.quizzes.has(id),
      milestone: isComplete ? section.milestone?.title : undefined,
      read: store.linksRead(id, links.map(({ url }) => url)), // prettier-ignore
    };
  }

  protected override isKnown(request: TopicPageRequest): boolean {
    return request.type === 'ready' || this.context.library.index.topic(request.topic) !== undefined;
  }

  /** Everything the page can bring about, with what to call it when it fails. */
  protected override answer(request: TopicPageRequest): Work | undefined {
    const { store, library } = this.context;
    switch (request.type) {
      case 'ready':
        this.postParts();
        this.postPlace();
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
      case 'setTask': {
        const tasks = this.shownAs(request.topic)?.lesson?.tasks ?? [];
        return [vscode.l10n.t('saving a tick'), store.setTaskDone(request.topic, tasks, request.index, request.done)];
      }
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

  /** The focus stays where it is, or goes to a heading of the lesson. */
  private stay(): void {
    this.takeArrival();
    this.postPlace();
  }

  protected override arrived(): void {
    this.postPlace();
  }

  /** A note that cannot be read must not keep anyone from the lesson. */
  private async readNote(id: string): Promise<readonly Element[] | undefined> {
    try {
      const note = (await (await this.context.notes()).read(id)).trim();
      // Most topics have none, and need no Markdown renderer.
      return note === '' ? undefined : await renderNote(note);
    } catch (error) {
      this.context.log.error('reading the note for its topic', error);
      return undefined;
    }
  }

  private async followNotes(): Promise<void> {
    const notes = await this.context.notes();
    this.own(notes.onDidChange((path) => void this.noteChanged(path, notes)));
  }

  /** A note of some topic was saved. */
  private async noteChanged(path: string, notes: NoteStore): Promise<void> {
    const id = this.shown?.topic.id;
    if (id === undefined || path !== notes.uriOf(id).path) return;
    const note = await this.readNote(id);
    const shown = this.shownAs(id);
    if (!shown) return;
    this.shown = { ...shown, note };
    this.postParts();
  }

  private postParts(): void {
    if (!this.shown || !this.isReady) return;
    const parts = this.live.takeChanged(partsOf(liveParts(this.viewOf(this.shown))));
    if (parts.length > 0) this.post({ type: 'parts', topic: this.shown.topic.id, parts });
  }

  /** Tells the page where the learner goes on: at a heading, or at its beginning. */
  private postPlace(): void {
    if (!this.shown || !this.isReady) return;
    const { id: topic } = this.shown.topic;
    const arrives = this.takeArrival();
    if (this.toReveal !== undefined) this.post({ type: 'reveal', topic, heading: this.toReveal });
    else if (arrives) this.post({ type: 'begin', topic });
    this.toReveal = undefined;
  }
}

const partsOf = (parts: ReturnType<typeof liveParts>): Element[] => Object.values(parts).flatMap((part) => part ?? []);

const run = async (command: CommandId, argument: string): Promise<unknown> => vscode.commands.executeCommand(command, argument);
