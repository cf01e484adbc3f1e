import { strict as assert } from 'node:assert';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { openRoadmap, statusItem, tick, waitForStatus } from './roadmap';

/** The steps, and what only the picture of each says. */
const STEPS = [
  { title: 'See the whole roadmap', picture: /^Internet Fundamentals\s*0\/2/ },
  { title: 'Tick what you know', picture: /learning · 30 h/ },
  { title: 'Continue with the next topic', picture: /Topic 3 of 20/ },
  { title: 'Keep your progress', picture: /3\/20$/ },
];

describe('the walkthrough', function () {
  this.timeout(60_000);
  let ui: Ui;
  let workbench: Workbench;

  before(async () => {
    // Wide enough for VS Code to show the pictures beside the steps.
    ui = await openRoadmap({ browser: { viewport: { width: 2000, height: 1000 } } });
    workbench = ui.workbench;
    await showWalkthrough();
  });
  after(() => ui.close());

  const page = () => workbench.page.locator('.gettingStartedContainer .gettingStartedSlideDetails');
  const showWalkthrough = async () => {
    await workbench.runCommand('Backend Roadmap: Get Started');
    await page().getByText('Get Started with Backend Roadmap').waitFor();
  };
  const step = (title: string) =>
    page()
      .locator('.getting-started-step')
      .filter({ has: workbench.page.getByRole('heading', { name: title, exact: true }) });
  const isDone = async (title: string) => (await step(title).getByRole('checkbox').getAttribute('aria-checked')) === 'true';
  const waitUntilDone = (title: string) => waitUntil(`"${title}" is done`, () => isDone(title));

  it('has four steps, each with a picture in the colours of the theme', async () => {
    assert.deepEqual(
      await page().locator('.step-title').allInnerTexts(),
      STEPS.map(({ title }) => title),
    );
    for (const { title, picture } of STEPS) {
      await step(title).getByRole('heading').click();
      const drawn = await waitUntil(`the picture of "${title}" is drawn`, async () => {
        for (const frame of await workbench.webviews.visible()) {
          const svg = frame.locator('svg').first();
          const text = (await svg.locator('text').allTextContents()).join('\n').trim();
          if (picture.test(text) && ((await svg.boundingBox())?.width ?? 0) > 200) return svg;
        }
        return undefined;
      });
      assert.match(await drawn.innerHTML(), /var\(--vscode-/);
    }
  });

  it('completes its steps as the learner takes them', async () => {
    await step('Tick what you know').getByRole('heading').click();
    assert.equal(await isDone('Tick what you know'), false);
    await tick(workbench, 'Caching');
    await waitForStatus(workbench, '1/20');
    await waitUntilDone('Tick what you know');

    assert.equal(await isDone('Keep your progress'), false);
    await statusItem(workbench).click();
    await workbench.quickInput.waitOpen(/1 of 20/);
    // A step that becomes done takes the focus. Escape would then be meant for the walkthrough, and leave it.
    await waitUntilDone('Keep your progress');
    await workbench.quickInput.cancel();
    await showWalkthrough();

    assert.equal(await isDone('Continue with the next topic'), false);
    await step('Continue with the next topic').getByRole('heading').click();
    await step('Continue with the next topic').getByRole('button', { name: 'Continue', exact: true }).click();
    await workbench.editorTab('How the Internet Works').waitFor();
    await showWalkthrough();
    await waitUntilDone('Continue with the next topic');
  });

  it('completes the first step when the sidebar is opened from it', async () => {
    await workbench.page
      .locator('.part.activitybar')
      .getByRole('tab', { name: /^Explorer/ })
      .click();
    await showWalkthrough();
    await step('See the whole roadmap').getByRole('heading').click();
    await step('See the whole roadmap').getByRole('button', { name: 'Show in Sidebar', exact: true }).click();
    await workbench.treeItem('Caching').waitFor();
    await waitUntilDone('See the whole roadmap');
  });
});
