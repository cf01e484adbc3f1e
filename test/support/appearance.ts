import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { repoRoot } from './paths';
import { updateUserSettings, type Server } from './server';

/** The four kinds of theme that VS Code brings, and how each shows in the page. */
export const themes = {
  dark: { name: 'Default Dark Modern', class: 'vs-dark' },
  light: { name: 'Default Light Modern', class: 'vs' },
  hcDark: { name: 'Default High Contrast', class: 'hc-black' },
  hcLight: { name: 'Default High Contrast Light', class: 'hc-light' },
} as const;

export type ThemeKind = keyof typeof themes;

/** Where screenshots go; it is not part of the repository. */
export const screenshotFolder = join(repoRoot, 'test/ui/.out');

/** Changes the theme for all windows and waits until this one shows it. */
export async function setTheme(page: Page, server: Server, kind: ThemeKind): Promise<void> {
  await updateUserSettings(server.dataDir, { 'workbench.colorTheme': themes[kind].name });
  // Light and dark share the start of their class, so the class has to be a whole word.
  await page.locator(`.monaco-workbench.${themes[kind].class}`).waitFor({ state: 'visible' });
}

/** Shows the page as a browser does at this zoom: 2 halves the room and doubles the pixels. 1 undoes it. */
export async function setZoom(page: Page, factor: number): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 800 };
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setDeviceMetricsOverride', {
    width: Math.round(width / factor),
    height: Math.round(height / factor),
    deviceScaleFactor: factor,
    mobile: false,
  });
  await session.detach();
}

/** Saves what is visible as `test/ui/.out/<name>.png` and returns the path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  mkdirSync(screenshotFolder, { recursive: true });
  const path = join(screenshotFolder, `${name.replace(/[^\w.-]+/g, '-')}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  return path;
}
