/** What strangers, older and newer releases hand to the dashboard: shown as text, or refused in words; nothing executes. */
import { strict as assert } from 'node:assert';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { CommandId, WebviewId } from '../../src/ids';
import { openBarePages, type BarePages } from '../support/bare/pages';
import { buildVariant } from '../support/extensionVariant';
import { ATTACKS, writeHostileRoadmap } from '../support/hostileRoadmap';
import { makeTemporary } from '../support/temporary';
import { openDashboard, waitForProgress, waitForTopic } from './dashboard';

interface PageApi {
  postMessage(message: unknown): void;
}

describe('the dashboard and bad messages', function () {
  this.timeout(60_000);
  let pages: BarePages;
  let frame: Frame;

  before(async () => {
    const storage = makeTemporary('storage');
    // Written by a release that knows more statuses and more fields than this one.
    const journal = join(storage, 'journal');
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
    pages = await openBarePages({ storage });
    ({ frame } = await openDashboard(pages));
  });
  after(() => pages.close());

  /** Speaks as the page does. */
  const say = (message: unknown) =>
    frame.evaluate((sent) => (globalThis as unknown as { vscodeApi: PageApi }).vscodeApi.postMessage(sent), message);

  it('shows what it knows of progress that a newer release wrote', async () => {
    await waitForTopic(frame, 'Caching', 'completed');
    await waitForTopic(frame, 'Git Fundamentals', 'not started');
    await waitForProgress(frame, '1/20 completed');
  });

  it('drops requests that are none, and goes on (the log of them is in test/host/dashboard)', async () => {
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
    for (const message of nonsense) await say(message);
    await waitForProgress(frame, '1/20 completed');
    await say({ type: 'setStatus', topic: 'git-fundamentals', change: 1, status: 'done' });
    await waitForProgress(frame, '2/20 completed');
  });

  it('drops answers that are none', async () => {
    const parts = { type: 'parts', roadmap: 'backend', answers: 9, parts: [], news: [], celebrates: [] };
    for (const message of [
      null,
      'parts',
      { type: 'parts' },
      { ...parts, parts: [{}] },
      { ...parts, parts: [{ tag: 'script', attributes: { 'data-live': 'progress' }, children: ['globalThis.attacked = 1'] }] },
      { ...parts, parts: [{ tag: 'p', attributes: { 'data-live': 'progress', onclick: 'globalThis.attacked = 1' }, children: [] }] },
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
    pages.editor.panels.at(-1)?.dispose();
    const { frame: gone } = await pages.restore(WebviewId.dashboard, { roadmap: 'frontend<b>', scroll: 0 });
    await gone.getByText('This tab showed the roadmap "frontend<b>"').waitFor();
    assert.equal(await gone.title(), 'This roadmap is no longer here');
    await gone.getByRole('button', { name: 'Open Backend Developer Roadmap' }).click();
    await gone.locator('.stop.topic').first().waitFor();
    await waitForTopic(gone, 'Caching', 'completed');
  });
});

describe('the dashboard with a hostile roadmap', function () {
  this.timeout(60_000);
  let pages: BarePages;
  let roadmap: string;
  let extension: string;

  before(async () => {
    roadmap = await writeHostileRoadmap();
    extension = await buildVariant(roadmap);
    pages = await openBarePages({ folder: extension });
  });
  after(async () => {
    await pages.close();
    for (const path of [extension, roadmap]) await rm(path, { recursive: true, force: true });
  });

  it('shows every attack as text and runs none', async () => {
    const { frame } = await pages.open(CommandId.openRoadmap);
    await frame.locator('.stop.topic').nth(19).waitFor();
    assert.equal(await frame.locator('.stop.topic').count(), 20);
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
      // Its own, and the one that VS Code puts before it.
      scripts: document.querySelectorAll('script').length,
    }));
    assert.deepEqual({ ...harm, scripts: harm.scripts <= 2 }, { attacked: null, elements: 0, scripts: true });
    const wide = await frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `a long word widens the page by ${wide} px`);
  });
});
