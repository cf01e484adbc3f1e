import * as vscode from 'vscode';
import { parseQuizRequest, parseSessionState, type QuizRequest, type QuizSnapshot } from './model/protocol';
import { neededToPass } from './model/grading';
import { afterReview, pickQuestions } from './model/review';
import { Session, type AskedQuestion, type Subject } from './model/session';
import { CommandId, WebviewId } from '../ids';
import type { Log } from '../base/log';
import { reportUnexpected } from '../base/log';
import type { ProgressStore } from '../progress/progressStore';
import type { Library } from '../content/library';
import { renderPage, tabIcon, webviewRoots } from '../pages/webviewPage';
import { quizBody } from './quizHtml';
import { questionView } from './questionView';
import { resultView } from './resultView';

export interface QuizPageContext {
  readonly extensionUri: vscode.Uri;
  readonly library: Library;
  readonly quizzes: Library['quizzes'];
  readonly store: ProgressStore;
  readonly log: Log;
}

/** A quiz or a review in an editor tab. The host asks, grades and keeps what was passed; the page shows it. */
export class QuizPage implements vscode.Disposable {
  private readonly disposables: { dispose(): unknown }[] = [];

  /** @throws UserError when the quiz cannot be read. */
  static async openQuiz(context: QuizPageContext, topic: string): Promise<QuizPage> {
    const { questions } = await context.quizzes.load(topic);
    const asked = questions.map((question) => ({ topic, question }));
    return QuizPage.create(context, Session.start({ kind: 'quiz', topic }, asked, newSeed()));
  }

  /** @throws UserError when a quiz cannot be read. */
  static async openReview(context: QuizPageContext, topics: readonly string[]): Promise<QuizPage> {
    const quizzes = await Promise.all(topics.map((topic) => context.quizzes.load(topic)));
    return QuizPage.create(context, Session.start({ kind: 'review' }, pickQuestions(quizzes, Math.random), newSeed()));
  }

  /** A tab that VS Code brought back after a restart; undefined (and the tab closed) when its questions are gone. */
  static async restore(context: QuizPageContext, panel: vscode.WebviewPanel, value: unknown): Promise<QuizPage | undefined> {
    const session = await resume(context, value);
    if (!session) {
      context.log.warn('A quiz could not be restored: its questions have changed, or what was kept of it is damaged.');
      panel.dispose();
      return undefined;
    }
    panel.webview.options = { enableScripts: true, localResourceRoots: webviewRoots(context.extensionUri) };
    return new QuizPage(context, panel, session);
  }

  private static create(context: QuizPageContext, session: Session): QuizPage {
    const options = { enableScripts: true, localResourceRoots: webviewRoots(context.extensionUri) };
    return new QuizPage(
      context,
      vscode.window.createWebviewPanel(WebviewId.quiz, '', { viewColumn: vscode.ViewColumn.Active }, options),
      session,
    );
  }

  private constructor(
    private readonly context: QuizPageContext,
    private readonly panel: vscode.WebviewPanel,
    private session: Session,
  ) {
    const { extensionUri, library, store } = context;
    const title = library.index.topic(this.key)?.title;
    panel.iconPath = tabIcon(extensionUri);
    panel.title = title === undefined ? vscode.l10n.t('Review') : vscode.l10n.t('Quiz: {0}', title);
    this.disposables.push(
      panel.onDidDispose(() => {
        vscode.Disposable.from(...this.disposables).dispose();
      }),
      panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      store.onDidChange(({ topics }) => {
        if (this.isFinished && this.session.asked.some(({ topic }) => topics.has(topic))) this.postSnapshot();
      }),
    );
    panel.webview.html = renderPage(panel.webview, extensionUri, {
      title: panel.title,
      styles: ['media/page.css', 'media/buttons.css', 'media/quiz.css'],
      script: 'quiz.js',
      body: quizBody(title),
    });
  }

  /** The topic of a quiz; empty for a review. */
  get key(): string {
    const { subject } = this.session;
    return subject.kind === 'quiz' ? subject.topic : '';
  }

  /** The result is shown. */
  get isFinished(): boolean {
    return this.session.current === undefined;
  }

  get onDidDispose(): vscode.Event<void> {
    return this.panel.onDidDispose;
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    this.panel.dispose();
  }

  private receive(message: unknown): void {
    const request = parseQuizRequest(message);
    if (!request) {
      this.context.log.warn(`A message of the quiz page was not understood: ${JSON.stringify([message]).slice(0, 200)}`);
      return;
    }
    this.answer(request);
  }

  private answer(request: QuizRequest): void {
    const { session } = this;
    switch (request.type) {
      case 'ready':
        return this.postSnapshot();
      case 'check':
        if (session.check(request.question, request.answer) && session.isAnswered) this.keepResult();
        return this.postSnapshot();
      case 'next':
        session.next(request.question);
        return this.postSnapshot();
      case 'retry':
        if (this.isFinished && session.subject.kind === 'quiz') this.session = Session.start(session.subject, session.asked, newSeed());
        return this.postSnapshot();
      case 'openLesson':
        return this.openLesson(session.asked[request.question]);
      case 'markDone':
        if (this.isFinished && this.isPassed && session.subject.kind === 'quiz') {
          this.run(vscode.l10n.t('saving a status'), this.context.store.setStatus([session.subject.topic], 'done'));
        }
        return;
      case 'close':
        return this.dispose();
    }
  }

  private get isPassed(): boolean {
    return this.session.isAnswered && this.session.score >= neededToPass(this.session.asked.length);
  }

  /** What a pass or a review leaves behind. A quiz that was not passed leaves everything as it was. */
  private keepResult(): void {
    const { store } = this.context;
    const { subject } = this.session;
    const doing = vscode.l10n.t('saving the result of a quiz');
    if (subject.kind === 'review') this.run(doing, store.keepReviews(reviewsOf(this.session, store)));
    else if (this.isPassed) this.run(doing, store.addProof(subject.topic, { kind: 'quiz', id: subject.topic }));
  }

  private openLesson(asked: AskedQuestion | undefined): void {
    if (!asked) return;
    const place = { anchor: asked.question.read.anchor };
    this.run(vscode.l10n.t('opening a topic'), vscode.commands.executeCommand(CommandId.openTopic, asked.topic, place));
  }

  private run(doing: string, work: Thenable<unknown>): void {
    work.then(undefined, (error: unknown) => void reportUnexpected(this.context.log, doing, error));
  }

  private postSnapshot(): void {
    const { session, context } = this;
    const titleOf = (topic: string) => context.library.index.topic(topic)?.title ?? topic;
    const view = session.current ? questionView(session, titleOf) : resultView(session, titleOf, context.store);
    const snapshot: QuizSnapshot = { type: 'snapshot', state: session.state, view };
    void this.panel.webview.postMessage(snapshot);
  }
}

/** The session that a page kept, with the questions as they are now. */
async function resume({ library, quizzes, log }: QuizPageContext, value: unknown): Promise<Session | undefined> {
  const state = parseSessionState(value);
  if (!state || !isAbout(state.subject, library)) return undefined;
  const topics = [...new Set(state.questions.map(({ topic }) => topic))].filter((topic) => quizzes.has(topic));
  try {
    const loaded = new Map(await Promise.all(topics.map(async (topic) => [topic, await quizzes.load(topic)] as const)));
    return Session.resume(state, ({ topic, question }) => loaded.get(topic)?.questions.find(({ id }) => id === question));
  } catch (error) {
    log.error('restoring a quiz', error);
    return undefined;
  }
}

const isAbout = (subject: Subject, { index }: Library): boolean => subject.kind === 'review' || index.topic(subject.topic) !== undefined;

/** Where the topics of a review stand after it: one wrong answer brings a topic back to the first step. */
function reviewsOf(session: Session, store: ProgressStore) {
  const now = Date.now();
  const missed = new Set(session.missed.map(({ topic }) => topic));
  const topics = new Set(session.asked.map(({ topic }) => topic));
  return new Map([...topics].map((topic) => [topic, afterReview(store.topic(topic), !missed.has(topic), now)]));
}

const newSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
