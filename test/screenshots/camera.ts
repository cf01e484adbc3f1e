import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { repoRoot } from '../support/paths';

/** Where pictures go; it is not part of the repository. */
const FOLDER = join(repoRoot, 'test/screenshots/.out');

/** Keeps what a page or a window shows, as `<view>-<theme>-<width>.png`; the whole of a page when `fullPage`. */
export async function photograph(page: Page, parts: readonly (string | number)[], options: { fullPage?: boolean } = {}): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const path = join(FOLDER, `${parts.join('-')}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide', ...options });
  console.log(path);
}
