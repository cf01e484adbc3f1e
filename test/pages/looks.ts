import type { Frame } from 'playwright-core';
import { waitUntil } from '../support/wait';

/** The four themes, in the order of VS Code's own list. */
export { themeKinds as THEMES } from '../support/bare/themes';

/** Waits until nothing moves on a page: it is looked at as it stays. */
export async function untilStill(frame: Frame): Promise<void> {
  await waitUntil('nothing moves on the page', () =>
    frame.evaluate(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return document.getAnimations().every(({ playState }) => playState !== 'running');
    }),
  );
}

/** Text of these elements that leaves the page to the side, or is cut off by its box. */
export const cutOff = (frame: Frame, selector: string, except: string): Promise<string[]> =>
  frame.evaluate(
    ([elements, excluded]) => {
      const found: string[] = [];
      const root = document.documentElement;
      if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide in a window of ${root.clientWidth}`);
      for (const element of document.querySelectorAll(elements)) {
        const hasText = [...element.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent?.trim());
        if (!hasText || !element.checkVisibility() || element.closest(excluded)) continue;
        const { left, right } = element.getBoundingClientRect();
        const text = element.textContent.trim().slice(0, 40);
        if (left < -1 || right > root.clientWidth + 1) found.push(`"${text}" leaves the page`);
        const isCut = element instanceof HTMLElement && element.scrollWidth > element.clientWidth + 1;
        if (isCut && getComputedStyle(element).overflowX !== 'visible') found.push(`"${text}" is cut off`);
      }
      return found;
    },
    [selector, except] as const,
  );
