import * as vscode from 'vscode';
import type { WebviewId } from '../ids';

interface OpenPage extends vscode.Disposable {
  readonly onDidDispose: vscode.Event<void>;
}

/** How tabs of a kind come back after a restart of the window. */
interface Restoring<P> {
  /** The page in a tab that VS Code brought back; undefined, and the tab closed, when what it showed is gone. Never rejects. */
  readonly restore: (panel: vscode.WebviewPanel, state: unknown) => Promise<P | undefined>;
  /** The key of the page that kept this state, where a kind has several. */
  readonly keyOf?: (state: unknown) => Promise<string>;
}

/** The key of the page of a kind that has only one. */
const ONLY = '';

/**
 * The tabs of a kind: one for each key, or one alone, however quickly they are asked for. It is made when the extension starts, and
 * knows nothing of the pages, which are loaded by the first of them.
 */
export class OpenPages<P extends OpenPage> implements vscode.Disposable {
  private readonly pages = new Map<string, P>();
  /** Those that are on their way. Settles, and never rejects, when a page is there or has come to nothing. */
  private readonly underway = new Map<string, Promise<unknown>>();
  private readonly serializer: vscode.Disposable;

  constructor(id: (typeof WebviewId)[keyof typeof WebviewId], { restore, keyOf }: Restoring<P>) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(id, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const key = keyOf ? await keyOf(state) : ONLY;
        if (this.pages.has(key) || this.underway.has(key)) panel.dispose();
        else await this.hold(key, restore(panel, state));
      },
    });
  }

  /** The page that is open now. */
  current(key = ONLY): P | undefined {
    return this.pages.get(key);
  }

  /** The page that is open or on its way, else a new one. One that `isOver` gives way to the new one. */
  async open(make: () => P | Promise<P>, key = ONLY, isOver: (page: P) => boolean = () => false): Promise<P> {
    for (let other = this.underway.get(key); other; other = this.underway.get(key)) await other;
    const page = this.pages.get(key);
    if (page && !isOver(page)) return page;
    const making = (async () => make())();
    await this.hold(key, making);
    const fresh = await making;
    page?.dispose();
    return fresh;
  }

  dispose(): void {
    vscode.Disposable.from(this.serializer, ...this.pages.values()).dispose();
  }

  /** Holds the place of a page that is on its way, and keeps it when it is there. Never rejects. */
  private async hold(key: string, making: Promise<P | undefined>): Promise<void> {
    const held = making.then(
      (page) => page && this.keep(key, page),
      // Whoever asked for it says what failed.
      () => undefined,
    );
    this.underway.set(key, held);
    await held;
    this.underway.delete(key);
  }

  private keep(key: string, page: P): void {
    this.pages.set(key, page);
    page.onDidDispose(() => {
      if (this.pages.get(key) === page) this.pages.delete(key);
    });
  }
}
