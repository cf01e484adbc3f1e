import type { Browser, Frame, Page } from 'playwright-core';
import type { ThemeKind } from '../appearance';
import { launchBareBrowser } from '../browser';
import { repoRoot } from '../paths';
import { makeTemporary } from '../temporary';
import type { Editor } from './editor';
import { activateExtension, type ExtensionOptions } from './extension';
import { showInPage } from './screen';
import { readTheme } from './themes';
import type { WebviewPanel } from './webviewPanel';

/** How much of a window VS Code keeps for itself when the sidebar is closed: the activity bar, and the bars above and below. */
const AROUND = { width: 48, height: 92 };

/** The part of a window of this size that a page gets. */
export const insideWindow = (width: number, height: number) => ({ width: width - AROUND.width, height: height - AROUND.height });

/** A page of the extension in front of a bare browser. */
export interface ShownPage {
  readonly page: Page;
  readonly frame: Frame;
  readonly panel: WebviewPanel;
  /** Gives it the room that it has in a window of this size, zoomed when a factor is given. */
  readonly resize: (width: number, height: number, zoom?: number) => Promise<void>;
}

/** The extension in an editor without a window, and a browser for its pages. */
export interface BarePages {
  readonly editor: Editor;
  /** Runs a command that opens a page, and draws it. */
  open(command: string, ...args: unknown[]): Promise<ShownPage>;
  /** Brings back a page with what it had kept. */
  restore(type: string, state: unknown): Promise<ShownPage>;
  setTheme(kind: ThemeKind): Promise<void>;
  readonly close: () => Promise<void>;
}

let browser: Promise<Browser> | undefined;
const opened = new Set<Page>();

/** Activates the extension, around another roadmap when the folder of its build is given. All share one browser. */
export async function openBarePages(options: Partial<ExtensionOptions> = {}): Promise<BarePages> {
  const { folder = repoRoot, storage = makeTemporary('storage'), ...rest } = options;
  const editor = await activateExtension({ folder, storage, ...rest });
  const pages: Page[] = [];

  const draw = async (): Promise<ShownPage> => {
    const panel = editor.panels.at(-1);
    if (panel === undefined) throw new Error(`no page was opened: ${JSON.stringify([editor.told, editor.log])}`);
    const page = await (await (browser ??= launchBareBrowser())).newPage({ viewport: insideWindow(1280, 1000) });
    pages.push(page);
    opened.add(page);
    panel.onDidDispose(() => void closePage(page));
    await showInPage(panel, page, folder);
    const resize = async (width: number, height: number, zoom = 1): Promise<void> => {
      const { width: inner, height: high } = insideWindow(Math.round(width / zoom), Math.round(height / zoom));
      await page.setViewportSize({ width: inner, height: high });
      // What follows the size of the page, as its observers do, is told in the frames after.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    };
    return { page, frame: page.mainFrame(), panel, resize };
  };
  return {
    editor,
    async open(command, ...args) {
      await editor.run(command, ...args);
      return draw();
    },
    async restore(type, state) {
      await editor.restore(type, state);
      return draw();
    },
    setTheme: (kind) => editor.setTheme(readTheme(kind)),
    async close() {
      for (const panel of [...editor.panels]) panel.dispose();
      for (const page of pages) await closePage(page);
    },
  };
}

const closing = new WeakMap<Page, Promise<void>>();

/** Closes a page once, whoever asks: the extension that gives up its panel, or the test that is at its end. */
function closePage(page: Page): Promise<void> {
  opened.delete(page);
  const closed = closing.get(page) ?? page.close();
  closing.set(page, closed);
  return closed;
}

/** Every page that is open, to be looked at when a test has failed. */
export const openedPages = (): Page[] => [...opened];

/** Closes the browser, so that the run can end. */
export async function closeBareBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}
