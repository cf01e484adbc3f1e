import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { repoRoot } from './paths';
import { QuickInput } from './quickInput';
import type { Server } from './server';
import { waitUntil } from './wait';

/** The four kinds of theme that VS Code brings: the names in its list, old and new, and how each shows in the page. */
export const themes = {
  dark: { floor: 'Dark Modern', latest: 'Dark 2026', class: 'vs-dark' },
  light: { floor: 'Light Modern', latest: 'Light 2026', class: 'vs' },
  hcDark: { floor: 'Dark High Contrast', latest: 'Dark High Contrast', class: 'hc-black' },
  hcLight: { floor: 'Light High Contrast', latest: 'Light High Contrast', class: 'hc-light' },
} as const;

export type ThemeKind = keyof typeof themes;

/** Where screenshots go; it is not part of the repository. */
export const screenshotFolder = join(repoRoot, 'test/ui/.out');

/** Picks a theme from VS Code's list and waits until the window shows it. */
export async function setTheme(page: Page, server: Server, kind: ThemeKind): Promise<void> {
  const quickInput = new QuickInput(page);
  const name = themes[kind][server.version];
  // Again when a window has just started: the list may open before the themes are known, and then stays empty.
  await waitUntil(
    `the theme ${name} is offered`,
    async () => {
      if (await quickInput.widget.isVisible()) await quickInput.cancel();
      await quickInput.runCommand('Preferences: Color Theme');
      await quickInput.option(/Dark|Light/).waitFor({ state: 'visible', timeout: 3000 });
      await quickInput.type(name);
      await quickInput.option(name).waitFor({ state: 'visible', timeout: 3000 });
      return true;
    },
    30_000,
  );
  await quickInput.choose(name);
  await quickInput.waitClosed();
  await page.locator(`.monaco-workbench.${themes[kind].class}`).waitFor({ state: 'visible' });
}

const unzoomed = new WeakMap<Page, { width: number; height: number }>();

/** Gives the page as much room as a browser does at this zoom: 2 halves width and height. 1 undoes it. */
export async function setZoom(page: Page, factor: number): Promise<void> {
  const full = unzoomed.get(page) ?? page.viewportSize() ?? { width: 1280, height: 800 };
  unzoomed.set(page, full);
  await page.setViewportSize({ width: Math.round(full.width / factor), height: Math.round(full.height / factor) });
  if (factor === 1) unzoomed.delete(page);
}

/** Saves what is visible as `test/ui/.out/<name>.png` and returns the path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  mkdirSync(screenshotFolder, { recursive: true });
  const path = join(screenshotFolder, `${name.replace(/[^\w.-]+/g, '-')}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  return path;
}
