/** The dashboard, as tests find their way on it, in a window of VS Code as well as in a bare browser. */
import type { Frame, Locator } from 'playwright-core';
import { CommandId } from '../../src/ids';
import type { BarePages, ShownPage } from '../support/bare/pages';
import { waitUntil } from '../support/wait';

/** Opens the dashboard, and waits until its script has started. */
export async function openDashboard(pages: BarePages): Promise<ShownPage> {
  const shown = await pages.open(CommandId.openRoadmap);
  await shown.frame.locator('.stop.topic').first().waitFor();
  return shown;
}

/** The button of a topic on the map. */
export const node = (frame: Frame, title: string): Locator =>
  frame
    .locator('.stop.topic')
    .filter({ has: frame.locator('.title', { hasText: new RegExp(`^${escape(title)}$`) }) })
    .locator('.node');

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Waits until a topic's button is read aloud with this status: "completed", "in progress", "skipped", "not started". */
export async function waitForTopic(frame: Frame, title: string, status: string): Promise<void> {
  const expected = `${title}, ${status}, `;
  let last: string | null = null;
  await waitUntil(`${title} is ${status}`, async () => {
    last = await node(frame, title).getAttribute('aria-label');
    return last?.startsWith(expected);
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}; it says "${String(last)}"`);
  });
}

/** Waits until the page says so, in the ring, such as "3/20 completed". */
export async function waitForProgress(frame: Frame, text: string): Promise<void> {
  await frame.locator('.ring-caption', { hasText: text }).waitFor();
}
