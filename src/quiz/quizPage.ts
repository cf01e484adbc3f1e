import * as vscode from 'vscode';
import type { Library } from '../content/library';
import { CommandId, ContextKey, WebviewId } from '../ids';
import { CodePage, type CodePageContext } from '../pages/codePage';
import { bringBack, openPanel, type PageKind, type Work } from '../pages/page';
import type { ProgressStore } from '../progress/progressStore';
import { announcementOf } from './html/questionHtml';
import { quizBody, viewPart } from './html/quizHtml';
import type { Surroundings } from './html/resultHtml';
import { neededToPass } from './model/grading';
import { parseQuizRequest, parseSessionState, type QuizRequest, type QuizSnapshot } from './model/protocol';
import { afterReview, dueTopics, pickQuestions } from './model/review';
import { Session, type AskedQuestion, type SessionState } from './model/session';

export interface QuizPageContext extends CodePageContext {
  readonly library: Library;
  readonly store: ProgressStore;
}

const KIND: PageKind<QuizRequest> = { id: WebviewId.quiz, name: 'quiz', parse: parseQuizRequest };

/** A quiz or a review in an editor tab. The host asks, grades and keeps what was passed; the page shows it. */
export class QuizPage extends CodePage<QuizPageContext, QuizRequest, QuizSnapshot> {
  /** @throws UserError when the quiz cannot be read. */
  static async openQuiz(context: QuizPageContext, topic: string): Promise<QuizPage> {
    const { questions } = await context.library.quizzes.load(topic);
    const asked = questions.map((question) => ({ topic, question }));
    return QuizPage.begin(context, Session.start({ kind: 'quiz', topic }, asked, newSeed()));
  }

  /** @throws UserError when a quiz cannot be read. */
  static async openReview(context: QuizPageContext, topics: readonly string[]): Promise<QuizPage> {
    const quizzes = await Promise.all(topics.map((topic) => context.library.quizzes.load(topic)));
    return QuizPage.begin(context, Session.start({ kind: 'review' }, pickQuestions(quizzes, Math.random), newSeed()));
  }

  private static begin(context: QuizPageContext, session: Session): QuizPage {
    const page = new QuizPage(context, openPanel(context, KIND), session);
    page.arrive();
    return page;
  }

  /** A tab that VS Code brought back after a restart; undefined (and the tab closed) when its questions are gone. */
  static restore(context: QuizPageContext, panel: vscode.WebviewPanel, value: unknown): Promise<QuizPage | undefined> {
    return bringBack(context, KIND, panel, async () => {
      const state = parseSessionState(value);
      const session = state && (await resume(context, state));
      if (!session) throw new Error('its questions have changed, or what was kept of it is damaged');
      return new QuizPage(context, panel, session);
    });
  }

  /** What the page of a kept state is about: the topic of a quiz; empty for a review. */
  static keyOf(value: unknown): string {
    const subject = parseSessionState(value)?.subject;
    return subject?.kind === 'quiz' ? subject.topic : '';
  }

  private constructor(
    context: QuizPageContext,
    panel: vscode.WebviewPanel,
    private session: Session,
  ) {
    super(context, KIND, panel);
    this.own(
      context.store.onDidChange(({ topics }) => {
        if (this.isFinished && this.session.asked.some(({ topic }) => topics.has(topic))) this.postSnapshot();
      }),
    );
    this.drawSession();
  }

  /** The result is shown. */
  get isFinished(): boolean {
    return this.session.current === undefined;
  }

  /** Goes back to a quiz that is half done: the focus lands on its question. */
  goBack(): void {
    this.reveal();
    this.arrive();
  }

  protected override arrived(): void {
    this.postSnapshot();
  }

  /** It begins where the learner is when it is there again. */
  protected override hidden(): void {
    this.drawSession();
  }

  private drawSession(): void {
    const { subject } = this.session;
    const title = subject.kind === 'quiz' ? this.titleOf(subject.topic) : undefined;
    const view = this.view();
    this.draw({
      title: title === undefined ? vscode.l10n.t('Review') : vscode.l10n.t('Quiz: {0}', title),
      styles: ['media/page.css', 'media/buttons.css', 'media/code.css', 'media/quiz.css'],
      script: 'quiz.js',
      body: quizBody(title, view),
      parts: [view],
    });
  }

  protected override answer(request: QuizRequest): Work | undefined {
    const { session } = this;
    switch (request.type) {
      case 'ready':
        this.postSnapshot();
        return this.sendColours();
      case 'check':
        if (session.check(request.question, request.answer) && session.isAnswered) this.keepResult();
        break;
      case 'next':
        session.next(request.question);
        break;
      case 'retry':
        if (this.isFinished && session.subject.kind === 'quiz') this.session = Session.start(session.subject, session.asked, newSeed());
        break;
      case 'openLesson':
        return openLesson(session.asked[request.question]);
      case 'markDone':
        if (!this.isFinished || !this.isPassed || session.subject.kind !== 'quiz') return undefined;
        return [vscode.l10n.t('saving a status'), this.context.store.setStatus([session.subject.topic], 'done')];
      case 'close':
        this.dispose();
        return undefined;
      default:
        return this.isFinished ? this.leave(request.type) : undefined;
    }
    this.postSnapshot();
    return undefined;
  }

  /** The ways that a result leads on. Who goes on along the roadmap is done with the quiz: its tab goes. */
  private leave(way: 'nextTopic' | 'backToLesson' | 'reviewMore' | 'continue'): Work | undefined {
    const { subject } = this.session;
    const topic = subject.kind === 'quiz' ? subject.topic : undefined;
    const next = topic === undefined ? undefined : this.context.library.index.neighbours(topic).next;
    switch (way) {
      case 'nextTopic':
        return next && [vscode.l10n.t('opening a topic'), this.closeAfter(run(CommandId.openTopic, next.id))];
      case 'backToLesson':
        return topic === undefined ? undefined : [vscode.l10n.t('opening a topic'), run(CommandId.openTopic, topic)];
      case 'reviewMore':
        return [vscode.l10n.t('opening a review'), run(CommandId.review)];
      case 'continue':
        return [vscode.l10n.t('opening a topic'), this.closeAfter(run(CommandId.continue))];
    }
  }

  private async closeAfter(opening: Thenable<unknown>): Promise<void> {
    await opening;
    this.dispose();
  }

  private get isPassed(): boolean {
    return this.session.isAnswered && this.session.score >= neededToPass(this.session.asked.length);
  }

  /** What a pass or a review leaves behind. A quiz that was not passed leaves everything as it was. */
  private keepResult(): void {
    const { store } = this.context;
    const { subject } = this.session;
    const doing = vscode.l10n.t('saving the result of a quiz');
    if (subject.kind === 'quiz') void vscode.commands.executeCommand('setContext', ContextKey.hasTakenQuiz, true);
    if (subject.kind === 'review') this.run([doing, store.keepReviews(reviewsOf(this.session, store))]);
    else if (this.isPassed) this.run([doing, store.addProof(subject.topic, { kind: 'quiz', id: subject.topic })]);
  }

  private titleOf(topic: string): string {
    return this.context.library.index.topic(topic)?.title ?? topic;
  }

  private view() {
    return viewPart(this.session, this.surroundings);
  }

  private get surroundings(): Surroundings {
    const { store, library } = this.context;
    return {
      titleOf: (topic) => this.titleOf(topic),
      progressOf: (topic) => store.topic(topic),
      nextTo: (topic) => library.index.neighbours(topic).next,
      isMoreDue: () => dueTopics(store.progress, (topic) => library.quizzes.has(topic), Date.now()).length > 0,
      canContinue: () => store.progress.next !== undefined,
    };
  }

  private postSnapshot(): void {
    if (!this.isReady) return;
    const { session } = this;
    const parts = this.live.takeChanged([this.view()]);
    this.post({ type: 'snapshot', state: session.state, parts, announcement: announcementOf(session), begins: this.takeArrival() });
  }
}

function openLesson(asked: AskedQuestion | undefined): Work | undefined {
  if (!asked) return undefined;
  const place = { anchor: asked.question.read.anchor };
  return [vscode.l10n.t('opening a topic'), run(CommandId.openTopic, asked.topic, place)];
}

const run = async (command: CommandId, ...args: unknown[]): Promise<unknown> => vscode.commands.executeCommand(command, ...args);

/** The session that a page kept, with the questions as they are now; undefined when they are others. */
async function resume({ library }: QuizPageContext, state: SessionState): Promise<Session | undefined> {
  const { subject } = state;
  if (subject.kind === 'quiz' && !library.index.topic(subject.topic)) return undefined;
  const topics = [...new Set(state.questions.map(({ topic }) => topic))].filter((topic) => library.quizzes.has(topic));
  const loaded = new Map(await Promise.all(topics.map(async (topic) => [topic, await library.quizzes.load(topic)] as const)));
  return Session.resume(state, ({ topic, question }) => loaded.get(topic)?.questions.find(({ id }) => id === question));
}

/** Where the topics of a review stand after it: one wrong answer brings a topic back to the first step. */
function reviewsOf(session: Session, store: ProgressStore) {
  const now = Date.now();
  const missed = new Set(session.missed.map(({ topic }) => topic));
  const topics = new Set(session.asked.map(({ topic }) => topic));
  return new Map([...topics].map((topic) => [topic, afterReview(store.topic(topic), !missed.has(topic), now)]));
}

const newSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
