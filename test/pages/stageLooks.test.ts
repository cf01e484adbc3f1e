/** The page of a stage in all its states, in every theme and at every width. */
import { strict as assert } from 'node:assert';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RunProgress } from '../../src/checks/model/runProgress';
import { CommandId, StorageKey, WebviewId } from '../../src/ids';
import { findBarriers } from '../support/axe';
import { openBarePages, type BarePages, type ShownPage } from '../support/bare/pages';
import { makeTemporary } from '../support/temporary';
import { waitUntil } from '../support/wait';
import { finishedResults, READ_ONE_FAILED, READ_ONE_PASSED, restApiResults } from '../ui/stageResults';
import { writeResultsInto } from '../ui/stored';
import { overflowing } from '../ui/topicPage';
import { THEMES, untilStill } from './looks';
import { showWork, type Situation } from './stageWork';

/** Runs in the page: what scrolls sideways is a stop for the Tab key, which it becomes with the frame after it was drawn at a width. */
const isReachable = () =>
  [...document.querySelectorAll<HTMLElement>('[data-scrolls]')].every(
    (box) => box.scrollWidth <= box.clientWidth + 1 || box.tabIndex === 0,
  );

/** Opens the stage "Read one todo" of a repo of REST API with these results. */
async function openStage(results?: (repo: string) => ReturnType<typeof restApiResults>): Promise<BarePages & { stage: ShownPage }> {
  const storage = makeTemporary('storage');
  const repo = join(makeTemporary('repos'), 'my-api');
  await mkdir(repo);
  if (results) await writeResultsInto(storage, results(repo));
  const entry = { project: 'rest-api', uri: pathToFileURL(repo).href, host: '', at: 1, gone: false };
  const globalState = results ? { [StorageKey.projectRepos]: { version: 1, repos: [entry] } } : {};
  const pages = await openBarePages({ storage, globalState });
  const stage = await pages.open(CommandId.openStage, { project: 'rest-api', stage: 'read-one' });
  return { ...pages, stage };
}

describe('the look of a stage', function () {
  this.timeout(60_000);
  let pages: Awaited<ReturnType<typeof openStage>>;

  before(async () => {
    pages = await openStage((repo) => restApiResults(repo, { 'read-one': READ_ONE_FAILED }));
    const { frame } = pages.stage;
    await frame.locator('.outcome', { hasText: /^Not passed yet: 1 of 3 checks so far/ }).waitFor();
    for (const details of await frame.locator('.found details').all()) {
      if (!(await details.evaluate((one) => (one as HTMLDetailsElement).open))) await details.locator('summary').click();
    }
  });
  after(() => pages.close());

  for (const theme of THEMES) {
    it(`${theme}: keeps nobody out, at any width`, async () => {
      const { frame, resize } = pages.stage;
      await pages.setTheme(theme);
      for (const width of [1600, 800, 360]) {
        await resize(width, 1000);
        await untilStill(frame);
        assert.deepEqual(await overflowing(frame), [], `${width} px`);
        assert.deepEqual(await findBarriers(frame), [], `${width} px`);
      }
      await resize(1280, 1000, 2);
      assert.deepEqual(await overflowing(frame), [], '200 %');
    });
  }
});

/** Without a repo, and with one in which nothing, the stage, or everything has passed. */
const STATES = {
  'no project yet': undefined,
  'nothing checked yet': (repo: string) => restApiResults(repo),
  'a passed stage, with topics to complete': (repo: string) => restApiResults(repo, { 'read-one': READ_ONE_PASSED }),
  'a finished project': finishedResults,
};

for (const [name, results] of Object.entries(STATES)) {
  describe(`the look of a stage, ${name}`, function () {
    this.timeout(60_000);

    it('keeps nobody out, in any theme', async () => {
      const pages = await openStage(results);
      const { frame, resize } = pages.stage;
      if (results === finishedResults) await frame.getByText('REST API is finished.').waitFor();
      if (name.startsWith('a passed')) await frame.getByRole('button', { name: /^Mark \d Topics? as Completed$/ }).waitFor();
      for (const theme of THEMES) {
        await pages.setTheme(theme);
        for (const width of [1280, 360]) {
          await resize(width, 1000);
          await untilStill(frame);
          assert.deepEqual(await findBarriers(frame), [], `${theme}, ${width} px`);
          assert.deepEqual(await overflowing(frame), [], `${theme}, ${width} px`);
        }
      }
      await pages.close();
    });
  });
}

describe('the look of a stage, while it is checked', function () {
  this.timeout(60_000);
  let pages: Awaited<ReturnType<typeof openStage>>;
  const run: RunProgress = {
    ...{ stage: 'read-one', done: 1, total: 8, isWaiting: false, isEnding: false },
    stages: [
      { id: 'hello', number: 1, title: 'Start it' },
      { id: 'read-one', number: 2, title: 'Read one todo' },
    ],
    checks: { 'hello/health': 'passed', 'read-one/reads': 'passed', 'read-one/unknown': 'running' },
  };

  const show = (situation: Situation) => showWork(pages.stage, situation, ['actions', 'checks']);

  before(async () => {
    pages = await openStage((repo) => restApiResults(repo));
    await pages.stage.frame.getByText('Not checked yet.').waitFor();
    await show({});
    await show({ run });
  });
  after(() => pages.close());

  it('says so to eyes and ears, and keeps nobody out, in any theme', async () => {
    const { frame } = pages.stage;
    await frame.getByText('Checking REST API: Stage 2, Read one todo').first().waitFor();
    await frame.getByText('1 of 2 stages done').waitFor();
    assert.equal(await frame.getByRole('progressbar', { name: /^Checking REST API/ }).evaluate((bar: HTMLProgressElement) => bar.value), 2);
    assert.deepEqual(await frame.locator('.checks .state').allInnerTexts(), ['Passed', 'Checking…', 'Waiting']);
    await frame.locator('[data-announcer]', { hasText: 'Checking REST API: Stage 2, Read one todo' }).waitFor();
    await keepsNobodyOut();
  });

  /** The page as it is now, in every theme, wide and narrow. */
  async function keepsNobodyOut(): Promise<void> {
    const { frame, resize } = pages.stage;
    for (const theme of THEMES) {
      await pages.setTheme(theme);
      for (const width of [1280, 360]) {
        await resize(width, 1000);
        await waitUntil('what scrolls sideways at this width can be reached', () => frame.evaluate(isReachable));
        assert.deepEqual(await findBarriers(frame), [], `${theme}, ${width} px`);
        assert.deepEqual(await overflowing(frame), [], `${theme}, ${width} px`);
      }
    }
  }

  it('says that it waits until the dependencies are installed, and can be canceled meanwhile', async () => {
    const { frame } = pages.stage;
    await show({ run: { ...run, stages: [], total: 0, checks: {}, isWaiting: true }, setup: 'installing' });
    await frame.getByText('REST API: waiting until the dependencies are installed…').first().waitFor();
    await frame.getByRole('button', { name: 'Cancel Check' }).waitFor();
    await keepsNobodyOut();
  });

  it('says what keeps a project from being checked, with the way on as the one primary button', async () => {
    const { frame } = pages.stage;
    const repos = ['my-api', 'my-second-api'].map((name) => ({ folder: `file:///${name}`, label: `${name} · /` }));
    await show({ setup: 'installing', repos });
    await frame.getByRole('button', { name: 'Installing Dependencies…' }).waitFor();
    await keepsNobodyOut();
    await show({ setup: 'missing', repos });
    const install = frame.getByRole('button', { name: 'Install Dependencies' });
    await install.waitFor();
    assert.deepEqual(await frame.locator('.buttons .primary').allInnerTexts(), ['Install Dependencies']);
    assert.equal(await frame.getByRole('button', { name: /^Check Stage/ }).count(), 0);
    const reason = await install.getAttribute('aria-describedby');
    assert.equal(await frame.locator(`[id="${reason ?? ''}"]`).innerText(), 'Dependencies are not installed.');
    await keepsNobodyOut();
    await show({ setup: 'restricted', repos });
    const trust = frame.getByRole('button', { name: 'Manage Workspace Trust' });
    await trust.waitFor();
    assert.deepEqual(await frame.locator('.buttons .primary').allInnerTexts(), ['Manage Workspace Trust']);
    const described = await trust.getAttribute('aria-describedby');
    assert.match(await frame.locator(`[id="${described ?? ''}"]`).innerText(), /^This window is in Restricted Mode/);
    await keepsNobodyOut();
    await show({ setup: 'elsewhere' });
    await frame.getByText('Your project cannot run here.').waitFor();
    assert.deepEqual(await frame.locator('.buttons .primary').allInnerTexts(), []);
    await frame.getByRole('button', { name: 'Start REST API' }).click({ force: true });
    await frame.locator('[data-announcer]', { hasText: 'Your project cannot run here.' }).waitFor();
    await keepsNobodyOut();
  });

  it('gives the focus back to the button that began it, and says when it has ended without a result', async () => {
    const { frame } = pages.stage;
    await show({ run });
    await frame.getByRole('button', { name: 'Cancel Check' }).focus();
    await show({});
    await frame.getByRole('button', { name: 'Check Stage 2' }).waitFor();
    assert.equal(await frame.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['act']), 'check');
    await frame.locator('[data-announcer]', { hasText: 'The check has ended without a result.' }).waitFor();
  });

  it('keeps whoever installs the dependencies at the button, through the installation and when it has failed', async () => {
    const { frame } = pages.stage;
    const focused = () => frame.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText);
    // With the way to the next stage before it, another button is where the one was.
    for (const upNext of [undefined, { id: 'update', title: 'Change a todo' }]) {
      await show({ setup: 'missing', upNext });
      await frame.getByRole('button', { name: 'Install Dependencies' }).focus();
      for (const [setup, label] of [
        ['installing', 'Installing Dependencies…'],
        ['missing', 'Install Dependencies'],
        ['installing', 'Installing Dependencies…'],
        [undefined, 'Check Stage 2'],
      ] as const) {
        await show({ setup, upNext });
        await frame.getByRole('button', { name: label, exact: true }).waitFor();
        assert.equal(await focused(), label);
      }
    }
  });
});

describe('the heading of a stage', function () {
  this.timeout(60_000);

  it('has the focus when somebody goes to it, and not when it was brought back', async () => {
    const pages = await openStage();
    const focused = (page: ShownPage) => page.frame.evaluate(() => document.activeElement?.tagName);
    assert.equal(await focused(pages.stage), 'H1');
    await pages.close();
    const anew = await openBarePages();
    const restored = await anew.restore(WebviewId.stage, { project: 'rest-api', stage: 'hello', folder: null, scroll: {}, hints: {} });
    await restored.frame.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await focused(restored), 'BODY');
    await anew.close();
  });
});
