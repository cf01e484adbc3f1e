import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser, stableOrigin, type Browser, type BrowserOptions } from './browser';
import { extensionHosts } from './extensionHosts';
import { settingsOf, startServer, updateUserSettings, type Server, type ServerOptions } from './server';
import { waitUntil } from './wait';

/** A server and a browser in front of it. */
export interface Machine {
  server: Server;
  browser: Browser;
  /** Gives it back. */
  release: () => Promise<void>;
}

export interface MachineOptions extends Partial<ServerOptions> {
  browser?: BrowserOptions;
  prepare?: (dataDir: string) => Promise<void>;
}

/** Starts a server and a browser for one user. */
export async function startMachine(options: MachineOptions): Promise<Machine> {
  const { browser: browserOptions, prepare, ...serverOptions } = options;
  const server = await startServer({ version: 'latest', ...serverOptions });
  await prepare?.(server.dataDir);
  const browser = await launchBrowser(server, browserOptions);
  const release = async (): Promise<void> => {
    await browser.close();
    await server.stop();
  };
  return { server, browser, release };
}

/** The one that is shared, the extensions in it, and whether somebody has it now. */
let shared: { extensions: string; machine: Promise<Machine>; isLent: boolean } | undefined;

/**
 * Lends the machine that is shared, as good as new: settings, storage and windows of whoever had it before are gone. What stays is
 * what the browser has compiled, which is most of the time that a first window takes. Undefined when this user needs another one.
 */
export async function borrowMachine(options: MachineOptions): Promise<Machine | undefined> {
  if (!isOrdinary(options)) return undefined;
  const extensions = options.extensions.join();
  if (shared && (shared.isLent || shared.extensions !== extensions)) return undefined;
  const isNew = shared === undefined;
  shared ??= { extensions, machine: startMachine({ extensions: options.extensions }), isLent: false };
  shared.isLent = true;
  const { server, browser } = await shared.machine;
  if (!isNew) await forget(server, browser);
  await updateUserSettings(server.dataDir, settingsOf(options));
  await options.prepare?.(server.dataDir);
  const release = async (): Promise<void> => {
    await closeWindows(server, browser);
    if (shared) shared.isLent = false;
  };
  return { server, browser, release };
}

/** Stops the machine that is shared, if there is one. */
export async function stopSharedMachine(): Promise<void> {
  const machine = await shared?.machine;
  shared = undefined;
  await machine?.release();
}

/** Everything that is asked for can be had by a change of settings or of the window. */
function isOrdinary(options: MachineOptions): options is MachineOptions & { extensions: string[] } {
  const { version = 'latest', extensions, driver, port, dataDir, workspaceTrust, browser = {} } = options;
  const isServerOrdinary = version === 'latest' && extensions !== undefined && !driver && port === undefined && dataDir === undefined;
  return isServerOrdinary && !workspaceTrust && Object.keys(browser).every((option) => option === 'viewport');
}

/** Closes every window as a person does, and waits until the extensions that ran for them have ended. */
async function closeWindows(server: Server, browser: Browser): Promise<void> {
  const [blank, ...windows] = browser.context.pages();
  for (const page of [blank, ...windows]) await page?.goto('about:blank');
  for (const page of windows) await page.close();
  if (process.platform !== 'linux') return;
  // A window that was torn from its host, as by a reload on a busy machine, is waited for by it: for hours, and in vain.
  const left = () => extensionHosts(server);
  const areGone = () => Promise.resolve(left().length === 0);
  await waitUntil('no extension host is left', areGone, 10_000).catch(() => left().forEach((pid) => process.kill(pid, 'SIGKILL')));
  await waitUntil('no extension host is left', areGone, 30_000);
}

/** Removes what was stored in the browser and in the user's folder. */
async function forget(server: Server, { context }: Browser): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage());
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: stableOrigin, storageTypes: 'indexeddb,local_storage,cookies' });
  await session.detach();
  const user = join(server.dataDir, 'data/User');
  for (const entry of await readdir(user)) await rm(join(user, entry), { recursive: true, force: true });
}
