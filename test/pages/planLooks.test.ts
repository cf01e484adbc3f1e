/** The plan on the dashboard in every theme and at every width: no barrier, and nothing cut. */
import { strict as assert } from 'node:assert';
import { CommandId } from '../../src/ids';
import { findBarriers } from '../support/axe';
import { openBarePages, type BarePages, type ShownPage } from '../support/bare/pages';
import { waitUntil } from '../support/wait';
import { openDashboard, waitForProgress } from './dashboard';
import { cutOff, THEMES, untilStill } from './looks';

describe('the look of the plan', function () {
  this.timeout(60_000);
  let pages: BarePages;
  let dashboard: ShownPage;

  before(async () => {
    pages = await openBarePages();
    const { editor } = pages;
    dashboard = await openDashboard(pages);
    editor.answers.push('40', 'Topics and projects', 'Start today');
    await editor.run(CommandId.planJourney);
    // Ahead of it, so that every badge, flag and kind of week is there.
    const done = ['how-the-internet-works', 'language-and-runtime', 'relational-databases', 'rest-api-design', 'authentication'];
    for (const topic of done) await editor.run(CommandId.markDone, topic);
    await waitForProgress(dashboard.frame, '5/20 completed');
    await dashboard.frame.locator('section.plan .plan-badge', { hasText: /weeks? ahead/ }).waitFor();
    await dashboard.frame.locator('section.plan .plan-later summary').click();
  });
  after(() => pages.close());

  it('is followed by the box at the end of the page', async () => {
    const { frame } = dashboard;
    await frame.locator('.call .primary', { hasText: 'Open the Next Topic' }).waitFor();
    assert.deepEqual(await frame.locator('.call button:not(.link)').allInnerTexts(), [
      ...['Open the Next Topic', 'Change Plan', 'Build the First Project'],
    ]);
    pages.editor.ran.length = 0;
    await frame.locator('.call').getByRole('button', { name: 'Change Plan' }).click();
    await waitUntil('the plan is asked for', () =>
      Promise.resolve(pages.editor.ran.some(({ command }) => command === CommandId.planJourney)),
    );
  });

  const faults = (): Promise<string[]> => cutOff(dashboard.frame, 'section.plan *, section.weeks *', '.hidden');

  for (const theme of THEMES) {
    it(`${theme}: nothing keeps anyone out, and nothing is cut`, async () => {
      await dashboard.resize(1280, 1000);
      await pages.setTheme(theme);
      await untilStill(dashboard.frame);
      assert.deepEqual(await findBarriers(dashboard.frame), []);
      assert.deepEqual(await faults(), []);
    });
  }

  for (const [width, theme] of [
    [360, 'hcLight'],
    [480, 'light'],
    [760, 'dark'],
    [1024, 'dark'],
    [2000, 'dark'],
  ] as const) {
    it(`${width} px: reads well`, async () => {
      await pages.setTheme(theme);
      await dashboard.resize(width, 900);
      await untilStill(dashboard.frame);
      assert.deepEqual(await faults(), []);
    });
  }

  it('zoom 200 %: reads well', async () => {
    await dashboard.resize(1280, 900, 2);
    await untilStill(dashboard.frame);
    assert.deepEqual(await faults(), []);
    assert.deepEqual(await findBarriers(dashboard.frame), []);
  });
});
