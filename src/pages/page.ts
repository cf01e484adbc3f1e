import * as vscode from 'vscode';
import { reasonOf } from '../base/errors';
import { reportError, type Log } from '../base/log';
import { onDidAnswerDialog } from '../base/dialog';
import type { WebviewId } from '../ids';
import { LiveParts } from './liveParts';
import type { ComeBack } from './model/messages';
import { renderPage, tabIcon, webviewRoots, type PageDocument } from './webviewPage';

/** What every page needs. */
export interface PageContext {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
}

/** A kind of page. */
export interface PageKind<Request> {
  readonly id: (typeof WebviewId)[keyof typeof WebviewId];
  /** What the log calls it, as in "topic page". */
  readonly name: string;
  /** A message of the page as a request; undefined when it is none. */
  readonly parse: (message: unknown) => Request | undefined;
}

/** What a request brings about, with what to call it when it fails. */
export type Work = readonly [doing: string, work: Thenable<unknown>];

/** So much of a message that is none is quoted in the log. */
const QUOTED = 200;

/**
 * A page in an editor tab: the base of them all. The host draws it, hears what it asks for, and tells it what has changed. A page
 * that VS Code has hidden is gone, and says `ready` when it is there again, as it was drawn.
 */
export abstract class Page<Context extends PageContext, Request extends { readonly type: string }, Message> implements vscode.Disposable {
  /** The parts of the page that are sent again when they have changed. */
  protected readonly live = new LiveParts();
  private readonly owned: { dispose(): unknown }[] = [];
  private listens = false;
  private isDrawn = false;
  private isDisposed = false;
  /** The learner is on the way to this page. */
  private isArriving = false;
  /** What was asked for last, while it is on its way. */
  private filling: unknown;
  /** What the page has brought about last, as long as it may ask the learner something in a dialog. */
  private mayAsk: unknown;

  protected constructor(
    protected readonly context: Context,
    private readonly kind: PageKind<Request>,
    protected readonly panel: vscode.WebviewPanel,
  ) {
    panel.iconPath = tabIcon(context.extensionUri);
    // A tab that VS Code brought back has none.
    panel.webview.options = optionsOf(context);
    this.own(
      panel.onDidDispose(() => {
        this.isDisposed = true;
        vscode.Disposable.from(...this.owned).dispose();
      }),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) {
          this.listens = false;
          this.hidden();
        } else if (this.isArriving && panel.active && this.isReady) this.arrived();
      }),
      panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      onDidAnswerDialog(() => this.answered()),
    );
  }

  get onDidDispose(): vscode.Event<void> {
    return this.panel.onDidDispose;
  }

  /** No other tab is in front of it. */
  get isInSight(): boolean {
    return !this.isDisposed && this.panel.visible;
  }

  reveal(preserveFocus = false): void {
    this.panel.reveal(undefined, preserveFocus);
  }

  dispose(): void {
    this.panel.dispose();
  }

  /** Everything the page can bring about. With `ready` it is told what has changed since it was drawn. */
  protected abstract answer(request: Request): Work | undefined;

  /** Whether a request makes sense for what there is. */
  protected isKnown(request: Request): boolean {
    return request.type !== '';
  }

  /** The page went out of sight. */
  protected hidden(): void {
    // Most are as good as they were drawn.
  }

  /** There is a page, and it has said that it listens. */
  protected get isReady(): boolean {
    return this.listens && !this.isDisposed;
  }

  /** What the page shows will give way to something that is on its way. */
  protected get isFilling(): boolean {
    return this.filling !== undefined;
  }

  /** The learner goes to this page, which is there already or on its way: the focus is to land on what it begins with. */
  protected arrive(): void {
    this.isArriving = true;
    // One that is not active yet is told when it is.
    if (this.panel.active && this.isReady) this.arrived();
  }

  /** Whether the page is told now where the focus is to land: once, and not when the learner has gone elsewhere meanwhile. */
  protected takeArrival(): boolean {
    const arrives = this.isArriving && this.panel.active;
    this.isArriving = false;
    return arrives;
  }

  /** The learner has come to a page that was shown already. */
  protected arrived(): void {
    // A page without a place for the focus has nothing to say.
  }

  /** What is disposed of with the page; at once, when that is gone already. */
  protected own(...parts: readonly { dispose(): unknown }[]): void {
    this.owned.push(...parts);
    if (this.isDisposed) vscode.Disposable.from(...parts).dispose();
  }

  /**
   * Loads what the page is to show, and draws it, unless something else was asked for meanwhile. An empty tab is of no use: it is
   * closed when what it was opened for cannot be loaded.
   */
  protected async fill<Loaded>(load: () => Promise<Loaded>, document: (loaded: Loaded) => PageDocument): Promise<void> {
    const filling = (this.filling = {});
    try {
      const loaded = await load();
      if (filling === this.filling && !this.isDisposed) this.draw(document(loaded));
    } catch (error) {
      if (filling === this.filling && !this.isDrawn) this.dispose();
      throw error;
    } finally {
      if (filling === this.filling) this.filling = undefined;
    }
  }

  /** Puts a document into the tab, in the place of what was there. */
  protected draw(document: PageDocument): void {
    const { webview } = this.panel;
    this.listens = false;
    this.isDrawn = true;
    this.panel.title = document.title;
    this.live.draw(document.parts ?? []);
    webview.html = renderPage(webview, this.context.extensionUri, document);
  }

  /** Tells the page something. One that does not listen is drawn, or will ask. */
  protected post(message: Message | ComeBack): void {
    if (this.isReady) void this.panel.webview.postMessage(message);
  }

  /** Sees to it that the learner is told when something fails. */
  protected run([doing, work]: Work): void {
    work.then(undefined, (error: unknown) => reportError(this.context.log, doing, error));
  }

  /** What the learner has asked for may ask back, until it is over. */
  private listenForQuestions([, work]: Work): void {
    this.mayAsk = work;
    const isOver = () => {
      if (this.mayAsk === work) this.mayAsk = undefined;
    };
    work.then(isOver, isOver);
  }

  /** A busy VS Code gives the focus back to the tab alone, of which the page within hears nothing: it takes it by itself. */
  private answered(): void {
    if (this.mayAsk !== undefined && this.panel.active) this.post({ type: 'comeBack' });
    this.mayAsk = undefined;
  }

  private receive(message: unknown): void {
    const request = this.kind.parse(message);
    if (!request || !this.isKnown(request)) {
      const quoted = JSON.stringify([message]).slice(0, QUOTED);
      this.context.log.warn(`A message of the ${this.kind.name} page was not understood: ${quoted}`);
      return;
    }
    if (request.type === 'ready') {
      this.listens = true;
      this.live.begin();
    }
    const work = this.answer(request);
    if (!work) return;
    if (request.type !== 'ready') this.listenForQuestions(work);
    this.run(work);
  }
}

/** A new tab for a page of a kind. */
export function openPanel(
  context: PageContext,
  { id }: Pick<PageKind<unknown>, 'id'>,
  title = '',
  preserveFocus = false,
  viewColumn = vscode.ViewColumn.Active,
): vscode.WebviewPanel {
  const options = { enableFindWidget: true, ...optionsOf(context) };
  return vscode.window.createWebviewPanel(id, title, { viewColumn, preserveFocus }, options);
}

/** Fills a tab that VS Code brought back after a restart. When what it showed is gone, it is closed, and there is no page. */
export async function bringBack<P>(
  { log }: PageContext,
  { name }: Pick<PageKind<unknown>, 'name'>,
  panel: vscode.WebviewPanel,
  restore: () => Promise<P>,
): Promise<P | undefined> {
  try {
    return await restore();
  } catch (error) {
    log.warn(`A ${name} page could not be restored: ${reasonOf(error)}`);
    panel.dispose();
    return undefined;
  }
}

const optionsOf = ({ extensionUri }: PageContext): vscode.WebviewOptions => ({
  enableScripts: true,
  localResourceRoots: webviewRoots(extensionUri),
});
