import * as vscode from 'vscode';
import { htmlOf, type Element } from '../../../src/base/elements';
import { escapeHtml } from '../../../src/base/html';
import { parseQuizSnapshot, type QuizRequest, type QuizSnapshot } from '../../../src/quiz/model/protocol';
import type { Quiz } from '../../../src/content/quiz';
import { EXTENSION_ID } from '../../../src/ids';
import { replaceInWindow } from './messages';
import { allOf, shownParts, textOf } from './shownParts';
import { until } from './until';

/** The quiz of a topic, as the installed extension brings it. */
export async function bundledQuiz(topic: string): Promise<Quiz> {
  const { extensionUri } = vscode.extensions.getExtension(EXTENSION_ID)!;
  const file = vscode.Uri.joinPath(extensionUri, 'dist/content/backend/quizzes', `${topic}.json`);
  return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file))) as Quiz;
}

/** Takes the place of the panels that the extension opens, and says what a page would say. */
export class QuizPanel {
  static readonly opened: QuizPanel[] = [];

  private readonly received = new vscode.EventEmitter<unknown>();
  private readonly disposed = new vscode.EventEmitter<void>();
  private readonly posted: unknown[] = [];
  readonly panel: vscode.WebviewPanel;
  reveals = 0;
  isClosed = false;

  static replacePanels(): void {
    QuizPanel.opened.length = 0;
    replaceInWindow('createWebviewPanel', (_type: string, title: string) => {
      const one = new QuizPanel(title);
      QuizPanel.opened.push(one);
      return one.panel;
    });
  }

  private constructor(title: string) {
    const webview = {
      html: '',
      options: {},
      cspSource: 'test:',
      asWebviewUri: (uri: vscode.Uri) => uri,
      onDidReceiveMessage: this.received.event,
      postMessage: (message: unknown) => Promise.resolve(this.posted.push(message) > 0),
    };
    this.panel = {
      title,
      webview,
      visible: true,
      active: true,
      onDidDispose: this.disposed.event,
      onDidChangeViewState: () => new vscode.Disposable(() => undefined),
      reveal: () => (this.reveals += 1),
      dispose: () => {
        this.isClosed = true;
        this.disposed.fire();
      },
    } as unknown as vscode.WebviewPanel;
  }

  /** Says something, whatever it is. */
  tell(message: unknown): void {
    this.received.fire(message);
  }

  /** Asks for something, and returns the snapshot that came back. */
  ask(request: QuizRequest): QuizSnapshot {
    this.received.fire(request);
    const snapshot = parseQuizSnapshot(JSON.parse(JSON.stringify(this.posted.at(-1))));
    if (!snapshot) throw new Error('the last message is no snapshot');
    return snapshot;
  }

  /** How often the page was told that the learner comes to it. */
  get arrivals(): number {
    return this.posted.filter((message) => parseQuizSnapshot(JSON.parse(JSON.stringify(message)))?.begins).length;
  }

  /** What the page shows between its title and its end. */
  get view(): Element {
    const view = shownParts(this.panel.webview.html, this.posted).get('view');
    if (!view) throw new Error('the page shows nothing');
    return view;
  }

  /** The elements of this class, or with this action, as they are shown. */
  all(name: string): Element[] {
    return allOf(this.view).filter(({ attributes }) => attributes['data-act'] === name || attributes['class']?.split(' ').includes(name));
  }

  /** The text of the first of them; undefined when there is none. */
  text(name: string): string | undefined {
    const [first] = this.all(name);
    return first && textOf(first).replaceAll('·', '');
  }

  /** Answers every question, right where `right` says so by its number from 0, until the result is shown. */
  answerAll(quizzes: readonly Quiz[], right: (question: number) => boolean): void {
    this.ask({ type: 'ready' });
    for (let question = 0; this.all('question').length > 0; question += 1) {
      this.ask({ type: 'check', question, answer: this.answerTo(quizzes, right(question)) });
      this.ask({ type: 'next', question });
    }
  }

  /** The places of a right or a wrong answer, found by what is shown. */
  private answerTo(quizzes: readonly Quiz[], right: boolean): number[] {
    const prompt = htmlInside(this.all('prompt')[0]?.children.at(-1));
    const question = quizzes.flatMap(({ questions }) => questions).find((one) => readAgain(one.prompt) === readAgain(prompt));
    if (!question) throw new Error(`no question asks "${prompt}"`);
    const contents = this.all('content').map((one) => htmlInside(one).replace(/^<samp>|<\/samp>$/g, ''));
    const placeOf = (content: string) => contents.findIndex((one) => readAgain(one) === readAgain(content));
    if (question.kind === 'order') {
      const sorted = question.steps.map(({ html }) => placeOf(html));
      return right ? sorted : sorted.reverse();
    }
    const options = question.options.map((option) => ({
      place: placeOf('html' in option ? option.html : escapeHtml(option.text)),
      correct: option.correct,
    }));
    const chosen = options.filter(({ correct }) => correct === right).map(({ place }) => place);
    return right ? chosen : chosen.slice(0, 1);
  }
}

const htmlInside = (one: Element | string | undefined): string =>
  typeof one === 'object'
    ? one.children.map((child) => (typeof child === 'string' ? escapeHtml(child) : htmlOf(child).source)).join('')
    : '';

/** Quotes may be written as they are or by their names, and the page keeps words of code whole. */
const readAgain = (html: string): string =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replace(/<\/?span[^>]*>/g, '');

/** The panel that was opened last, once it is there. */
export async function lastPanel(count = 1): Promise<QuizPanel> {
  await until(`${count} panels are open`, () => QuizPanel.opened.length === count);
  return QuizPanel.opened.at(-1)!;
}
