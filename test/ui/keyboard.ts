/** Hands that have no mouse. */
import type { Locator } from 'playwright-core';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';

/** Whether an element has the focus, in the window or in a page in it. */
export const hasFocus = async (element: Locator): Promise<boolean> =>
  (await element.count()) === 1 &&
  (await element.evaluate((one) => one.ownerDocument.hasFocus() && one === one.ownerDocument.activeElement));

/** Waits until an element has the focus. */
export async function waitForFocus(what: string, element: Locator): Promise<void> {
  await waitUntil(`${what} has the focus`, () => hasFocus(element));
}

/** Presses a key, Tab unless said, until an element has the focus: as often as somebody would who looks for it. */
export async function pressUntilFocus(workbench: Workbench, what: string, element: Locator, key = 'Tab', limit = 40): Promise<void> {
  for (let presses = 0; presses <= limit; presses++) {
    if (await hasFocus(element)) return;
    await workbench.page.keyboard.press(key);
  }
  throw new Error(`${key} was pressed ${limit} times, and ${what} has not got the focus; ${await whatHasFocus(workbench)} has it`);
}

/** Opens the palette, types what is looked for, sees the command first in the list, and takes it. */
export async function runByKeys(workbench: Workbench, title: string): Promise<void> {
  const { page, quickInput } = workbench;
  await page.keyboard.press('F1');
  await quickInput.waitOpen();
  await page.keyboard.type(title);
  await quickInput.options.first().filter({ hasText: title }).waitFor({ timeout: 5_000 });
  await page.keyboard.press('Enter');
}

/** What has the focus, for the words of a failure. */
async function whatHasFocus(workbench: Workbench): Promise<string> {
  const describe = () => {
    const { activeElement: one } = document;
    return `<${one?.localName ?? 'nothing'} class="${one?.className ?? ''}"> ${(one?.getAttribute('aria-label') ?? one?.textContent ?? '').trim().slice(0, 80)}`;
  };
  const inPages = await Promise.all((await workbench.webviews.visible()).map((frame) => frame.evaluate(describe)));
  return [await workbench.page.evaluate(describe), ...inPages].join(' | ');
}
