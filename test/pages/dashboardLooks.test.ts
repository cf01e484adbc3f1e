/** The dashboard in every theme and at every width: no barrier, nothing cut, nothing on top of something else. */
import { strict as assert } from 'node:assert';
import { findBarriers } from '../support/axe';
import { openBarePages, type BarePages, type ShownPage } from '../support/bare/pages';
import { node, openDashboard, waitForTopic } from './dashboard';
import { cutOff, THEMES, untilStill } from './looks';

describe('the look of the dashboard', function () {
  this.timeout(60_000);
  let pages: BarePages;
  let dashboard: ShownPage;

  before(async () => {
    pages = await openBarePages();
    dashboard = await openDashboard(pages);
    const { frame } = dashboard;
    for (const [title, key, status] of [
      ['How the Internet Works', 'd', 'completed'],
      ['HTTP and HTTPS', 'd', 'completed'],
      ['Language and Runtime', 'd', 'completed'],
      ['Asynchronous Programming and Concurrency', 'l', 'in progress'],
      ['Testing and Debugging', 's', 'skipped'],
    ] as const) {
      await node(frame, title).press(key);
      await waitForTopic(frame, title, status);
    }
    await frame.getByRole('button', { name: /^Mid \(2-5 yrs\)/ }).click();
    await frame.getByText('Which programming language should I start with?').click();
  });
  after(() => pages.close());

  /** Labels of the map that overlap. */
  const overlaps = (): Promise<string[]> =>
    dashboard.frame.evaluate(() => {
      const found: string[] = [];
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

  /** Text that leaves the page, text that is cut off by its box, and labels of the map that overlap. */
  const faults = async (): Promise<string[]> => [
    ...(await cutOff(dashboard.frame, 'body *', '.hidden, .sections, .sheet, [hidden]')),
    ...(await overlaps()),
  ];

  for (const theme of THEMES) {
    it(`${theme}: nothing keeps anyone out, and nothing is cut`, async () => {
      const { frame, page } = dashboard;
      await dashboard.resize(1600, 1000);
      await pages.setTheme(theme);
      await untilStill(frame);
      assert.deepEqual(await findBarriers(frame), []);
      await node(frame, 'Caching').press('m');
      await untilStill(frame);
      assert.deepEqual(await findBarriers(frame), []);
      await page.keyboard.press('Escape');
      assert.deepEqual(await faults(), []);
    });
  }

  for (const width of [360, 480, 640, 800, 1024, 1280, 2000]) {
    it(`${width} px: reads well`, async () => {
      await pages.setTheme('dark');
      await dashboard.resize(width, 900);
      await untilStill(dashboard.frame);
      assert.deepEqual(await faults(), []);
    });
  }

  it('zoom 200 %: reads well', async () => {
    await dashboard.resize(1280, 900, 2);
    await untilStill(dashboard.frame);
    assert.deepEqual(await faults(), []);
    // Axe takes what lies half under the bar of sections for a small target. From the top nothing does.
    await dashboard.frame.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    assert.deepEqual(await findBarriers(dashboard.frame), []);
  });

  it('moves nothing for those who asked for less motion', async () => {
    const { frame, page } = dashboard;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await node(frame, 'Caching').click();
    const running = await frame.evaluate(() => document.getAnimations().filter((animation) => animation.playState === 'running').length);
    assert.equal(running, 0);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
  });
});
