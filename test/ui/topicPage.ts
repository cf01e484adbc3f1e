/** The page of a topic, as tests reach it. */
import type { Frame } from 'playwright-core';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';

/** Opens a topic from the tree, as most learners do. */
export async function openTopic(workbench: Workbench, topic: string): Promise<Frame> {
  await workbench.treeItem(topic).locator('.label-name').click();
  return topicPage(workbench, topic);
}

/** The page of this topic, once it is in sight and its script has started. */
export async function topicPage(workbench: Workbench, topic: string): Promise<Frame> {
  await workbench.editorTab(topic).waitFor();
  return waitUntil(`the page of ${topic} is there`, async () => {
    const frame = await workbench.webviews.frame(topic);
    return (await frame.locator('main').isVisible()) ? frame : undefined;
  });
}

/** Waits until this status button is pressed, and no other. */
export async function waitForPressed(page: Frame, label: string): Promise<void> {
  await waitUntil(`"${label}" is pressed`, async () => {
    const pressed = await page.locator('button[aria-pressed="true"]').allInnerTexts();
    return pressed.length === 1 && pressed[0] === label;
  });
}

/** Text that leaves the page to the side, or is cut off by its box. What scrolls by itself, as code does, may be wider than it. */
export const overflowing = (page: Frame): Promise<string[]> =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide in a window of ${clientWidth}`] : [];
    for (const element of document.querySelectorAll<HTMLElement>('main *')) {
      if (element.closest('[data-scrolls], .unseen')) continue;
      const { left, right } = element.getBoundingClientRect();
      const text = element.textContent.trim().slice(0, 40);
      if (left < -1 || right > clientWidth + 1) found.push(`"${text}" leaves the page`);
      if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1) found.push(`"${text}" is cut off`);
    }
    return found;
  });
