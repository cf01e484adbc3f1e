/** The dashboard in every theme and at every width: no barrier, nothing cut, nothing on top of something else. */
import { strict as assert } from 'node:assert';
import type { Frame } from 'playwright-core';
import { findBarriers } from '../support/axe';
import type { Workbench } from '../support/workbench';
import { dashboardFrame, node, openDashboard, openDashboardUi, waitForTopic, type DashboardUi } from './dashboard';

const THEMES = ['dark', 'light', 'hcDark', 'hcLight'] as const;
const PARTS = ['top', 'responsibilities', 'map', 'topic-rest-api-design', 'salaries', 'projects', 'faq', 'call'];

describe('the look of the dashboard', function () {
  this.timeout(300_000);
  let ui: DashboardUi;
  let workbench: Workbench;
  let frame: Frame;

  before(async () => {
    ui = await openDashboardUi();
    workbench = ui.workbench;
    frame = await openDashboard(workbench);
    for (const [title, key, status] of [
      ['How the Internet Works', 'd', 'completed'],
      ['HTTP and HTTPS', 'd', 'completed'],
      ['Language and Runtime', 'd', 'completed'],
      ['Asynchronous Programming and Concurrency', 'l', 'learning'],
      ['Testing and Debugging', 's', 'skipped'],
    ] as const) {
      await node(frame, title).press(key);
      await waitForTopic(frame, title, status);
    }
    await frame.getByRole('button', { name: /^Mid \(2-5 yrs\)/ }).click();
    await frame.getByText('Which programming language should I start with?').click();
    await workbench.page.keyboard.press('Control+b');
  });
  after(() => ui.cleanUp());

  async function photograph(name: string): Promise<void> {
    for (const part of PARTS) {
      await frame.evaluate(
        (id) => document.getElementById(id)?.scrollIntoView({ behavior: 'instant', block: id.startsWith('topic') ? 'center' : 'start' }),
        part,
      );
      await workbench.page.waitForTimeout(150);
      await workbench.screenshot(`dashboard-${name}-${part}`);
    }
  }

  /** Text that leaves the page, text that is cut off by its box, and labels of the map that overlap. */
  const faults = (): Promise<string[]> =>
    frame.evaluate(() => {
      const found: string[] = [];
      const root = document.documentElement;
      if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide in a window of ${root.clientWidth}`);
      for (const element of document.body.querySelectorAll('*')) {
        const hasText = [...element.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent?.trim());
        if (!hasText || !element.checkVisibility() || element.closest('.hidden, .sections, .sheet, [hidden]')) continue;
        const { left, right } = element.getBoundingClientRect();
        const text = element.textContent.trim().slice(0, 40);
        if (left < -1 || right > root.clientWidth + 1) found.push(`"${text}" leaves the page`);
        if (
          element instanceof HTMLElement &&
          element.scrollWidth > element.clientWidth + 1 &&
          getComputedStyle(element).overflowX !== 'visible'
        ) {
          found.push(`"${text}" is cut off`);
        }
      }
      const boxes = [...document.querySelectorAll('.stop .label')].map((label) => ({
        text: label.textContent.trim(),
        box: label.getBoundingClientRect(),
      }));
      boxes.forEach((a, i) => {
        for (const b of boxes.slice(i + 1)) {
          const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
          const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
          if (across > 1 && down > 1) found.push(`"${a.text}" and "${b.text}" overlap`);
        }
      });
      return found;
    });

  for (const theme of THEMES) {
    it(`${theme}: nothing keeps anyone out, and nothing is cut`, async () => {
      await workbench.setTheme(theme);
      await workbench.page.waitForTimeout(500);
      assert.deepEqual(await findBarriers(frame), []);
      await node(frame, 'Caching').press('m');
      assert.deepEqual(await findBarriers(frame), []);
      await workbench.screenshot(`dashboard-${theme}-menu`);
      await workbench.page.keyboard.press('Escape');
      assert.deepEqual(await faults(), []);
      await photograph(theme);
    });
  }

  for (const width of [360, 480, 640, 800, 1024, 1280, 2000]) {
    it(`${width} px: reads well`, async () => {
      await workbench.setTheme('dark');
      await workbench.setViewport(width, 900);
      frame = await dashboardFrame(workbench);
      await workbench.page.waitForTimeout(300);
      assert.deepEqual(await faults(), []);
      if (width === 360 || width === 800 || width === 2000) await photograph(`dark-${width}`);
    });
  }

  it('zoom 200 %: reads well', async () => {
    await workbench.setViewport(1280, 900);
    await workbench.setZoom(2);
    frame = await dashboardFrame(workbench);
    await workbench.page.waitForTimeout(300);
    assert.deepEqual(await faults(), []);
    assert.deepEqual(await findBarriers(frame), []);
    await photograph('dark-zoomed');
    await workbench.setZoom(1);
  });

  it('moves nothing for those who asked for less motion', async () => {
    await workbench.page.emulateMedia({ reducedMotion: 'reduce' });
    frame = await dashboardFrame(workbench);
    await node(frame, 'Caching').click();
    const running = await frame.evaluate(() => document.getAnimations().filter((animation) => animation.playState === 'running').length);
    assert.equal(running, 0);
    await workbench.page.emulateMedia({ reducedMotion: 'no-preference' });
  });
});
