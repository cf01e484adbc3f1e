import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser, type Browser, type BrowserOptions } from './browser';
import { screenshot, screenshotFolder } from './appearance';
import { startServer, type Server, type ServerOptions } from './server';
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

const open = new Set<Ui & { pages: Workbench[] }>();

/** Starts a server (the latest VS Code unless told) and a browser, and waits until a window is drawn. */
export async function openUi(options: Partial<ServerOptions> & { browser?: BrowserOptions }): Promise<Ui> {
  const { browser: browserOptions, ...serverOptions } = options;
  const server = await startServer({ version: 'latest', ...serverOptions });
  const browsers: Browser[] = [];
  const pages: Workbench[] = [];
  const launch = async (settings?: BrowserOptions): Promise<Browser> => {
    const browser = await launchBrowser(server, settings);
    browsers.push(browser);
    return browser;
  };
  const openIn = async (browser: Browser, folder?: string): Promise<Workbench> => {
    const workbench = new Workbench(await browser.newWindow(folder), server);
    pages.push(workbench);
    await workbench.waitReady();
    return workbench;
  };
  const close = async (): Promise<void> => {
    open.delete(ui);
    for (const browser of browsers) await browser.close();
    await server.stop();
  };
  const browser = await launch(browserOptions);
  const ui: Ui & { pages: Workbench[] } = {
    server,
    browser,
    pages,
    workbench: await openIn(browser),
    openWindow: (folder) => openIn(browser, folder),
    openElsewhere: async (settings) => openIn(await launch(settings)),
    close,
  };
  open.add(ui);
  return ui;
}

/** Keeps what every open window shows, and what the servers said, under the name of a test that failed. */
export async function keepEvidence(testTitle: string): Promise<void> {
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
  for (const ui of [...open]) await ui.close();
}
