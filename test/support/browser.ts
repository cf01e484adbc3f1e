import { chromium, type Browser as Chromium, type BrowserContext, type Page } from 'playwright-core';
import { installBrowser } from './install';
import type { Server } from './server';
import { makeTemporary, removeTemporary } from './temporary';

/**
 * The address under which a browser sees every server. Browsers keep storage by origin, and a port is part of it: with this
 * one name a restarted server finds what was stored before.
 */
export const stableOrigin = 'http://code.localhost';

/** How to start a browser; everything has a default. */
export interface BrowserOptions {
  /** The browser's storage. Keep it to come back later; another one is another machine. Temporary unless given. */
  profileDir?: string;
  viewport?: { width: number; height: number };
  deviceScaleFactor?: number;
  /** Shows the browser instead of running without a window. */
  headed?: boolean;
  /** Letters as wide as they are drawn, and not as whole points: as on the screens of most people, who have more points to an inch. */
  smoothLetters?: boolean;
}

/** A browser with one profile. */
export interface Browser {
  context: BrowserContext;
  profileDir: string;
  /** Opens a window on the server's folder, or on another folder. */
  newWindow(folder?: string): Promise<Page>;
  close(): Promise<void>;
}

const quietArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/**
 * With what Playwright itself disables, since this takes the place of that. VS Code's 19 MB of script are taken from the cache as they were
 * compiled only when they are not streamed, and else parsed again for every window and every reload: a fifth of what those cost.
 */
const disabledFeatures = [
  'ScriptStreaming',
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable'],
  ...['LensOverlay', 'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect'],
  ...['TcpPortRandomizationWin', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch'],
];

/** Starts a browser for pages that need no server. */
export async function launchBareBrowser(): Promise<Chromium> {
  const { executablePath, env } = await installBrowser();
  return chromium.launch({ executablePath, env: { ...(process.env as Record<string, string>), ...env }, args: quietArguments });
}

/** Starts a browser that reaches the given server under the stable origin. */
export async function launchBrowser(server: Server, options: BrowserOptions = {}): Promise<Browser> {
  const { executablePath, env } = await installBrowser();
  const profileDir = options.profileDir ?? makeTemporary('profile');
  const context = await chromium.launchPersistentContext(profileDir, {
    executablePath,
    env: { ...(process.env as Record<string, string>), ...env },
    headless: !options.headed,
    args: [
      ...quietArguments,
      `--disable-features=${disabledFeatures.join()}`,
      ...(options.smoothLetters ? ['--font-render-hinting=none'] : []),
      `--host-resolver-rules=MAP code.localhost:80 127.0.0.1:${server.port}`,
    ],
    viewport: options.viewport ?? { width: 1280, height: 800 },
    deviceScaleFactor: options.deviceScaleFactor ?? 1,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  // A reload must not stop at the question whether to leave the page.
  context.on('page', (page) => page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined)));
  return {
    context,
    profileDir,
    async newWindow(folder = server.folder) {
      const page = await context.newPage();
      await page.goto(workbenchAddress(folder));
      return page;
    },
    async close() {
      await context.close();
      await removeTemporary(profileDir);
    },
  };
}

/** The address of the workbench with a folder (or a .code-workspace file) open. */
export function workbenchAddress(folder: string | undefined): string {
  if (folder === undefined) return `${stableOrigin}/?ew=true`;
  const kind = folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
  return `${stableOrigin}/?${kind}=${encodeURIComponent(folder)}`;
}
