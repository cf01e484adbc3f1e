import { EventEmitter } from './events';
import type { ThemeRecord } from './themes';
import type { Uri } from './uri';

/** Where a panel is drawn. */
export interface Screen {
  /** Draws a document in place of what was there, with the state that the last one kept. */
  draw(html: string, theme: ThemeRecord, state: unknown): Promise<void>;
  post(message: unknown): Promise<void>;
  setTheme(theme: ThemeRecord): Promise<void>;
}

/** The address under which a page finds the files of the extension. */
export const RESOURCES = 'https://resources.test';

/** `vscode.WebviewPanel` with its webview, in front of a browser's page once it is shown on one. */
export class WebviewPanel {
  readonly active = true;
  readonly visible = true;
  readonly viewColumn = 1;
  iconPath: unknown;
  /** What the page has kept by `setState`. */
  state: unknown;
  private screen: Screen | undefined;
  private source = '';
  /** One thing after the other, as VS Code does it. */
  private queue: Promise<void> = Promise.resolve();
  private readonly disposed = new EventEmitter<void>();
  private readonly viewStateChanged = new EventEmitter<unknown>();
  private readonly received = new EventEmitter<unknown>();

  readonly onDidDispose = this.disposed.event;
  readonly onDidChangeViewState = this.viewStateChanged.event;
  readonly webview: Webview;

  constructor(
    public title: string,
    private theme: ThemeRecord,
  ) {
    this.webview = new Webview(
      this.received.event,
      (html) => this.fill(html),
      (message) => this.post(message),
    );
  }

  /** Draws the panel on a screen from now on, as one that VS Code shows again. */
  async showOn(screen: Screen): Promise<void> {
    this.screen = screen;
    if (this.source !== '') this.fill(this.source);
    await this.settled();
  }

  /** Resolves when everything that was asked for so far is in the page. */
  async settled(): Promise<void> {
    await this.queue;
  }

  async setTheme(theme: ThemeRecord): Promise<void> {
    this.theme = theme;
    this.next((screen) => screen.setTheme(theme));
    await this.settled();
  }

  /** Hands over what the page says. */
  receive(message: unknown): void {
    this.received.fire(message);
  }

  reveal(): void {
    this.viewStateChanged.fire({ webviewPanel: this });
  }

  dispose(): void {
    this.screen = undefined;
    this.disposed.fire();
  }

  private fill(html: string): void {
    this.source = html;
    this.next((screen) => screen.draw(html, this.theme, this.state));
  }

  private post(message: unknown): Promise<boolean> {
    this.next((screen) => screen.post(message));
    return this.queue.then(() => true);
  }

  private next(work: (screen: Screen) => Promise<void>): void {
    this.queue = this.queue.then(() => this.screen && work(this.screen));
  }
}

/** `vscode.Webview`. */
class Webview {
  options: unknown = {};
  readonly cspSource = RESOURCES;
  private source = '';

  constructor(
    readonly onDidReceiveMessage: EventEmitter<unknown>['event'],
    private readonly filled: (html: string) => void,
    readonly postMessage: (message: unknown) => Promise<boolean>,
  ) {}

  get html(): string {
    return this.source;
  }

  set html(html: string) {
    this.source = html;
    this.filled(html);
  }

  asWebviewUri(uri: Uri): { toString(): string } {
    return { toString: () => `${RESOURCES}${encodeURI(uri.path)}` };
  }
}
