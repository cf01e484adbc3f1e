import * as vscode from 'vscode';
import {
  parseQuizSnapshot,
  type QuestionView,
  type QuizRequest,
  type QuizSnapshot,
  type ResultView,
} from '../../../src/quiz/model/protocol';
import type { Quiz } from '../../../src/content/quiz';
import { EXTENSION_ID } from '../../../src/ids';
import { replaceInWindow } from './messages';
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
      onDidDispose: this.disposed.event,
      reveal: () => (this.reveals += 1),
      dispose: () => this.disposed.fire(),
    } as unknown as vscode.WebviewPanel;
  }

  /** Says something, and returns the last snapshot that came back. */
  say(message: unknown): QuizSnapshot {
    this.received.fire(message);
    const snapshot = parseQuizSnapshot(JSON.parse(JSON.stringify(this.posted.at(-1))));
    if (!snapshot) throw new Error('the last message is no snapshot');
    return snapshot;
  }

  ask(request: QuizRequest): QuizSnapshot {
    return this.say(request);
  }

  get count(): number {
    return this.posted.length;
  }

  /** Answers every question, right where `right` says so by its number from 0, and returns the result. */
  answerAll(quizzes: readonly Quiz[], right: (question: number) => boolean): ResultView {
    let { view } = this.ask({ type: 'ready' });
    while (view.kind === 'question') {
      const question = view.index;
      const answer = answerTo(view, quizzes, right(question));
      this.ask({ type: 'check', question, answer });
      ({ view } = this.ask({ type: 'next', question }));
    }
    return view;
  }
}

/** The places of a right or a wrong answer, found by what is shown. */
function answerTo({ prompt, choices }: QuestionView, quizzes: readonly Quiz[], right: boolean): number[] {
  const question = quizzes.flatMap(({ questions }) => questions).find((one) => one.prompt === prompt);
  if (!question) throw new Error(`no question asks "${prompt}"`);
  const places = choices.map((_, place) => place);
  if (question.kind === 'order') {
    const sorted = question.steps.map(({ html }) => choices.findIndex(({ content }) => content === html));
    return right ? sorted : sorted.reverse();
  }
  const contents = question.options.map((option) => [('html' in option ? option.html : option.text), option.correct] as const); // prettier-ignore
  const correct = (place: number) => contents.find(([content]) => content === choices[place]?.content)?.[1] ?? false;
  return right ? places.filter(correct) : places.filter((place) => !correct(place)).slice(0, 1);
}

/** The panel that was opened last, once it is there. */
export async function lastPanel(count = 1): Promise<QuizPanel> {
  await until(`${count} panels are open`, () => QuizPanel.opened.length === count);
  return QuizPanel.opened.at(-1)!;
}
