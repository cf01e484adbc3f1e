import type { Frame, FrameLocator, Page } from 'playwright-core';
import { waitUntil } from './wait';

/** A webview is a frame in a frame; these find the inner one, in which the page of an extension lives. */
export class Webviews {
  constructor(private readonly page: Page) {}

  /** For locators, when a single webview is open. */
  only(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** The frame of the visible webview whose `<title>` is `title`, or the first visible one; with several open, name it. */
  async frame(title?: string): Promise<Frame> {
    const what = title === undefined ? 'a webview is visible' : `a webview titled "${title}" is visible`;
    return waitUntil(what, async () => {
      for (const frame of await this.visible()) {
        const loaded = await frame.evaluate(() => document.readyState === 'complete' && document.body.childElementCount > 0);
        if (loaded && (title === undefined || (await frame.title()) === title)) return frame;
      }
      return undefined;
    });
  }

  /** The frames of all visible webviews. */
  async visible(): Promise<Frame[]> {
    const found: Frame[] = [];
    for (const outer of await this.page.locator('iframe.webview.ready').all()) {
      if (!(await outer.isVisible())) continue;
      const outerFrame = await (await outer.elementHandle()).contentFrame();
      const inner = await (await outerFrame?.$('iframe#active-frame'))?.contentFrame();
      if (inner) found.push(inner);
    }
    return found;
  }
}
