import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { screenshot, screenshotFolder } from './appearance';
import { launchBrowser, type Browser, type BrowserOptions } from './browser';
import { borrowMachine, startMachine, stopSharedMachine } from './machine';
import type { Server, ServerOptions } from './server';
import { Workbench } from './workbench';

/** A VS Code with a browser in front of it. */
export interface Ui {
  server: Server;
  browser: Browser;
  /** The first window. */
  workbench: Workbench;
  /** Another window of the same browser: same machine, same storage. */
  openWindow(folder?: string): Promise<Workbench>;
  /** A window of a new browser with empty storage: the same server seen from another machine. */
  openElsewhere(options?: BrowserOptions): Promise<Workbench>;
  close(): Promise<void>;
}

/** How to open it; everything has a default. */
export interface UiOptions extends Partial<ServerOptions> {
  browser?: BrowserOptions;
  /** Puts files in place before the first window opens. */
  prepare?: (dataDir: string) => Promise<void>;
}

const open = new Set<Ui & { pages: Workbench[] }>();

/** The window that is handed from one user to the next, while nobody asks for one of their own. */
let shared: Promise<Ui> | undefined;
/** Something went wrong in it: whoever comes next gets another one. */
let isSpoiled = false;

/**
 * Opens a window for somebody who needs no new one and leaves nothing behind that the next one would not clear away: it stays open, and is
 * the next one's too. Says whether somebody had it before. A window is the dearest thing that a test can ask for.
 */
export async function shareUi(options: UiOptions): Promise<{ ui: Ui; isUsed: boolean }> {
  if (isSpoiled) await closeShared();
  const isUsed = shared !== undefined;
  shared ??= openNew(options);
  const ui = await shared.catch(async (error: unknown) => {
    await closeShared();
    throw error;
  });
  return { ui: { ...ui, close: () => Promise.resolve() }, isUsed };
}

/**
 * Opens a window of a VS Code (the latest unless told) that nobody has used before, and waits until it is drawn. Those that ask for
 * nothing special share one server and one browser, one after the other.
 */
export async function openUi(options: UiOptions): Promise<Ui> {
  await closeShared();
  return openNew(options);
}

async function closeShared(): Promise<void> {
  // That it could not be opened was told to who asked for it.
  const ui = await shared?.catch(() => undefined);
  shared = undefined;
  isSpoiled = false;
  await ui?.close();
}

async function openNew(options: UiOptions): Promise<Ui> {
  const { server, browser, release } = (await borrowMachine(options)) ?? (await startMachine(options));
  const elsewhere: Browser[] = [];
  const pages: Workbench[] = [];
  const openIn = async (place: Browser, folder?: string): Promise<Workbench> => {
    const workbench = new Workbench(await place.newWindow(folder), server);
    pages.push(workbench);
    if (options.browser?.viewport && place === browser) await workbench.page.setViewportSize(options.browser.viewport);
    await workbench.waitReady();
    return workbench;
  };
  const close = async (): Promise<void> => {
    open.delete(ui);
    for (const other of elsewhere) await other.close();
    await release();
  };
  const ui: Ui & { pages: Workbench[] } = {
    server,
    browser,
    pages,
    workbench: await openIn(browser, options.folder),
    openWindow: (folder = options.folder) => openIn(browser, folder),
    async openElsewhere(settings) {
      const other = await launchBrowser(server, settings);
      elsewhere.push(other);
      return openIn(other, options.folder);
    },
    close,
  };
  open.add(ui);
  return ui;
}

/**
 * Keeps what every open window shows, and what the servers said, under the name of a test that failed. The window that is shared is not
 * handed on after it.
 */
export async function keepEvidence(testTitle: string): Promise<void> {
  isSpoiled = true;
  const name = `failed-${testTitle.replace(/[^\w]+/g, '-').slice(0, 100)}`;
  let count = 0;
  for (const ui of open) {
    for (const { page } of ui.pages) {
      if (page.isClosed()) continue;
      count += 1;
      const path = await screenshot(page, `${name}-${count}`).catch(() => undefined);
      if (path) console.log(`      what it looked like: ${path}`);
    }
    await writeFile(join(screenshotFolder, `${name}.log`), ui.server.logs()).catch(() => undefined);
  }
}

/** Closes what tests left open, so that the run can end. */
export async function closeAll(): Promise<void> {
  shared = undefined;
  for (const ui of [...open]) await ui.close();
  await stopSharedMachine();
}
