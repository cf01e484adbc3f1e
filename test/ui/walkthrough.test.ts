import { strict as assert } from 'node:assert';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { openRoadmap, tick, waitForStatus } from './roadmap';
import { writeJournal } from './stored';

/** The steps, and what only the picture of each says. */
const STEPS = [
  { title: 'Find your place', picture: /30 h/ },
  { title: 'Learn a topic, then practice it', picture: /What you will be able to do/ },
  { title: 'Take the quiz', picture: /Quiz: HTTP and HTTPS/ },
  { title: 'Build a project', picture: /Stage 2 · next/ },
  { title: 'Check what you built', picture: /Expected\s+status 204/ },
  { title: 'Keep the proof', picture: /Proven/ },
];

const LEARN = 'Learn a topic, then practice it';

describe('the walkthrough', function () {
  this.timeout(60_000);
  let ui: Ui;
  let workbench: Workbench;

  before(async () => {
    // Wide enough for VS Code to show the pictures beside the steps.
    ui = await openRoadmap({ browser: { viewport: { width: 2000, height: 1400 } } });
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

  it('has six steps, each with a picture in the colours of the theme', async () => {
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
    await step('Find your place').getByRole('heading').click();
    assert.equal(await isDone('Find your place'), false);
    await tick(workbench, 'Caching');
    await waitForStatus(workbench, '1/20');
    await waitUntilDone('Find your place');

    assert.equal(await isDone(LEARN), false);
    await step(LEARN).getByRole('heading').click();
    await step(LEARN).getByRole('button', { name: 'Open the Next Topic', exact: true }).click();
    await workbench.editorTab('How the Internet Works').waitFor();
    await showWalkthrough();
    await waitUntilDone(LEARN);

    for (const [title, button, box] of [
      ['Take the quiz', 'Take the Quiz', /Take the Quiz/],
      ['Build a project', 'Scaffold a Project', /Scaffold/],
    ] as const) {
      assert.equal(await isDone(title), false);
      await step(title).getByRole('heading').click();
      await step(title).getByRole('button', { name: button, exact: true }).click();
      await workbench.quickInput.waitOpen(box);
      await workbench.quickInput.cancel();
      await showWalkthrough();
      assert.equal(await isDone(title), false, `"${title}" is not done by who cancels`);
    }
    assert.equal(await isDone('Keep the proof'), false, 'nothing is proven');
  });

  it('is completed by a proof, wherever it was earned', async () => {
    const proof = JSON.stringify({ k: 'backend/git-fundamentals#proof:quiz:git-fundamentals', v: true, t: Date.now(), w: 'another' });
    await writeJournal(ui.server, 'another', [proof]);
    await waitUntilDone('Keep the proof');
    await waitUntilDone('Take the quiz');
  });

  it('opens the sidebar from its first step', async () => {
    await workbench.page
      .locator('.part.activitybar')
      .getByRole('tab', { name: /^Explorer/ })
      .click();
    await showWalkthrough();
    await step('Find your place').getByRole('heading').click();
    await step('Find your place').getByRole('button', { name: 'Show in Sidebar', exact: true }).click();
    await workbench.treeItem('Caching').waitFor();
  });
});
