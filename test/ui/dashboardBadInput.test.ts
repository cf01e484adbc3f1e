/** What strangers, older and newer releases hand to the dashboard: shown as text, or refused in words; nothing executes. */
import { strict as assert } from 'node:assert';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { ATTACKS, writeHostileRoadmap } from '../support/hostileRoadmap';
import { waitUntil } from '../support/wait';
import { dashboardFrame, openDashboard, openDashboardUi, TITLE, waitForProgress, waitForTopic, type DashboardUi } from './dashboard';
import { CONTAINER } from './roadmap';

interface PageApi {
  postMessage(message: unknown): void;
  setState(state: unknown): void;
}

/** Keeps what the page asks VS Code for; as text, since it runs in the page without what the test's own build adds to functions. */
const KEEP_API = `{
  let real;
  Object.defineProperty(globalThis, 'acquireVsCodeApi', {
    configurable: true,
    set(given) { real = given; },
    get() { return () => (globalThis.api = real()); },
  });
}`;

describe('the dashboard and bad messages', function () {
  this.timeout(120_000);
  let ui: DashboardUi;
  let frame: Frame;

  before(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'backend-roadmap-data-'));
    // Written by a release that knows more statuses and more fields than this one.
    const journal = join(dataDir, 'data/User/globalStorage/backend-roadmap.backend-roadmap/journal');
    await mkdir(journal, { recursive: true });
    const line = (topic: string, field: string, v: unknown) =>
      `${JSON.stringify({ k: `backend/${topic}#${field}`, v, t: 1, w: 'newer', more: { a: 1 } })}\n`;
    await writeFile(
      join(journal, 'newer.jsonl'),
      line('caching', 'status', 'done') +
        line('git-fundamentals', 'status', 'mastered') +
        line('caching', 'mood', { happy: true }) +
        line('unknown-topic', 'status', 'done'),
    );
    ui = await openDashboardUi({ dataDir });
    // Lets the test speak as the page does: VS Code hands its API to a page once only.
    await ui.browser.context.addInitScript({ content: KEEP_API });
    await ui.workbench.reload();
    frame = await openDashboard(ui.workbench);
  });
  after(async () => {
    await ui.cleanUp();
    await rm(ui.server.dataDir, { recursive: true, force: true });
  });

  it('shows what it knows of progress that a newer release wrote', async () => {
    await waitForTopic(frame, 'Caching', 'completed');
    await waitForTopic(frame, 'Git Fundamentals', 'not started');
    await waitForProgress(frame, '1/20 completed');
  });

  it('drops requests that are none, and goes on (the log of them is in test/unit/dashboard)', async () => {
    const nonsense = [
      { type: 'run', command: 'workbench.action.closeWindow' },
      { type: 'setStatus', topic: 'caching', change: 1, status: 'finished' },
      { type: 'setStatus', topic: 'no-such-topic', change: 1, status: 'done' },
      { type: 'openTopic', topic: ['caching'] },
      { type: 'scaffold', project: '../../etc' },
      'ready',
      null,
      undefined,
      17,
      [],
    ];
    for (const message of nonsense)
      await frame.evaluate((sent) => (globalThis as unknown as { api: PageApi }).api.postMessage(sent), message);
    await waitForProgress(frame, '1/20 completed');
    await frame.evaluate(() =>
      (globalThis as unknown as { api: PageApi }).api.postMessage({
        type: 'setStatus',
        topic: 'git-fundamentals',
        change: 1,
        status: 'done',
      }),
    );
    await waitForProgress(frame, '2/20 completed');
  });

  it('drops answers that are none', async () => {
    for (const message of [
      null,
      'snapshot',
      { type: 'snapshot' },
      { type: 'snapshot', roadmap: 'backend', topics: [{}] },
      { type: 'reveal', project: 3 },
    ]) {
      await frame.evaluate((sent) => window.postMessage(sent, '*'), message);
    }
    await frame.evaluate(() => window.postMessage({ type: 'reveal', project: '"] *' }, '*'));
    await waitForProgress(frame, '2/20 completed');
    await frame.locator('#topic-git-fundamentals .node').click();
    await waitForProgress(frame, '1/20 completed');
  });

  it('says that a roadmap is gone, and offers the one that is there', async () => {
    await frame.evaluate(() => (globalThis as unknown as { api: PageApi }).api.setState({ roadmap: 'frontend<b>', scroll: 0 }));
    // In a browser, VS Code stores the state of its editors every five seconds, when it is idle.
    await ui.workbench.page.waitForTimeout(8_000);
    await ui.workbench.reload();
    const gone = await ui.workbench.webviews.frame('This roadmap is no longer here');
    await gone.getByText('This tab showed the roadmap "frontend<b>"').waitFor();
    await ui.workbench.screenshot('dashboard-gone');
    await gone.getByRole('button', { name: `Open ${TITLE}` }).click();
    await waitForTopic(await dashboardFrame(ui.workbench), 'Caching', 'completed');
  });
});

describe('the dashboard with a hostile roadmap', function () {
  this.timeout(120_000);
  let ui: DashboardUi;
  let roadmap: string;

  before(async () => {
    roadmap = await writeHostileRoadmap();
    ui = await openDashboardUi({ roadmap });
  });
  after(async () => {
    await ui.cleanUp();
    await rm(roadmap, { recursive: true, force: true });
  });

  it('shows every attack as text and runs none', async () => {
    const { workbench } = ui;
    await workbench.openView(CONTAINER);
    await workbench.runCommand('Backend Roadmap: Open Roadmap');
    const frame = await waitUntil('the dashboard is there', async () => {
      const found = await workbench.webviews.frame();
      return (await found.locator('.stop.topic').count()) === 20 ? found : undefined;
    });
    for (const topic of (await frame.locator('.node').all()).slice(0, 4)) {
      await topic.hover();
      await topic.click();
    }
    await frame.locator('.ring-caption', { hasText: '4/20' }).waitFor();
    // No page can hold the character 0.
    const seen = await frame.evaluate(() => document.body.textContent.replaceAll('\u0000', ''));
    for (const attack of ATTACKS) assert.ok(seen.includes(attack.replace('\u0000', '')), attack);
    const harm = await frame.evaluate(() => ({
      attacked: (globalThis as unknown as { attacked?: number }).attacked ?? null,
      elements: document.querySelectorAll('img, iframe, object, [onerror], [onload], [onmouseover]').length,
      scripts: document.querySelectorAll('script').length,
    }));
    assert.deepEqual({ ...harm, scripts: harm.scripts <= 2 }, { attacked: null, elements: 0, scripts: true });
    await workbench.screenshot('dashboard-hostile');
    const wide = await frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `a long word widens the page by ${wide} px`);
  });
});
