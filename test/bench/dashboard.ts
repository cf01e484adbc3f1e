/**
 * How fast the dashboard is, beside a webview that holds one word: `tsx test/bench/dashboard.ts [rounds]`.
 * Printed, not asserted: the machine decides about milliseconds, so that what counts is measured in one run.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { buildVariant } from '../support/extensionVariant';
import { writeLongRoadmap } from '../support/hostileRoadmap';
import { median, p95 } from '../support/statistics';
import { openUi, type Ui } from '../support/ui';
import { waitUntil } from '../support/wait';

const OPEN_DASHBOARD = 'Backend Roadmap: Open Roadmap';
const OPEN_WORD = 'One Word: Open';

async function main(rounds: number): Promise<void> {
  const word = await writeOneWord();
  const long = await writeLongRoadmap(2_000);
  try {
    // One tick in twenty decides about the p95: of few ticks it says nothing, and runs differ by 20 ms.
    await measure('20 topics', undefined, word, rounds, 200);
    await measure('2,000 topics', long, word, rounds, rounds * 5);
  } finally {
    for (const folder of [word, long]) await rm(folder, { recursive: true, force: true });
  }
}

async function measure(name: string, roadmap: string | undefined, word: string, rounds: number, ticks: number): Promise<void> {
  const extension = await buildVariant(roadmap);
  const ui = await openUi({
    quiet: true,
    extensions: [extension, word],
    folder: word,
    browser: { viewport: { width: 1600, height: 1000 } },
  });
  try {
    const dashboard: number[] = [];
    const oneWord: number[] = [];
    for (let round = 0; round < rounds; round++) {
      oneWord.push(await timeToPaint(ui, OPEN_WORD, 'One Word'));
      dashboard.push(await timeToPaint(ui, OPEN_DASHBOARD, 'Backend Developer Roadmap'));
    }
    const extra = median(dashboard) - median(oneWord);
    console.log(`${name}, command to first contentful paint, ${rounds} times each:`);
    console.log(`  dashboard ${row(dashboard)}, one word ${row(oneWord)}`);
    console.log(`  ${extra.toFixed(0)} ms more, ${(median(dashboard) / median(oneWord)).toFixed(2)} times (at most 150 ms more)`);
    const fromTree = await ticksFromTree(ui, ticks);
    console.log(`${name}, a tick in the sidebar until the open dashboard shows it, ${ticks} times: ${row(fromTree)} (p95 at most 50 ms)`);
    const inPage = await ticksInPage(ui, rounds * 2);
    console.log(`${name}, a click in the dashboard until the frame that shows what the host answered: ${row(inPage)} (at most 100 ms)`);
  } finally {
    await ui.close();
    await rm(extension, { recursive: true, force: true });
  }
}

const row = (times: number[]): string => `median ${median(times).toFixed(0)} ms, p95 ${p95(times).toFixed(0)} ms`;

/** From the Enter that runs the command to the moment at which the page shows something. */
async function timeToPaint({ workbench }: Ui, command: string, title: string): Promise<number> {
  const { page, quickInput } = workbench;
  await quickInput.waitClosed();
  await waitUntil('the palette offers the command', async () => {
    // An open palette does not learn of new commands.
    if (await quickInput.widget.isVisible()) await quickInput.cancel();
    await page.keyboard.press('F1');
    await quickInput.type(`>${command}`);
    await quickInput.option(command).waitFor({ timeout: 3_000 });
    return true;
  });
  await page.waitForTimeout(300);
  const started = Date.now();
  await quickInput.accept();
  const frame = await workbench.webviews.frame(title);
  const painted = await waitUntil('the page is painted', () =>
    frame.evaluate(() => {
      const [paint] = performance.getEntriesByName('first-contentful-paint');
      return paint && performance.timeOrigin + paint.startTime;
    }),
  );
  await page.locator('.part.editor .tab').first().click({ button: 'middle' });
  await waitUntil('the tab is closed', async () => (await page.locator('.part.editor .tab').count()) === 0);
  return painted - started;
}

/** Ticks the first row of the tree again and again, with the dashboard beside it. */
async function ticksFromTree(ui: Ui, count: number): Promise<number[]> {
  const { workbench } = ui;
  await workbench.openView('Backend Roadmap');
  await workbench.runCommand(OPEN_DASHBOARD);
  const frame = await liveFrame(ui);
  const box = await workbench.page.locator('.part.sidebar').getByRole('treeitem').getByRole('checkbox').first().boundingBox();
  if (!box) throw new Error('no row of the tree is in sight');
  await workbench.page.evaluate(`addEventListener('click', () => (globalThis.clickedAt = Date.now()), true)`);
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    await frame.evaluate(WATCH);
    await workbench.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    const shown = await waitUntil('the tick is shown', () => frame.evaluate<number>('globalThis.shownAt'));
    times.push(shown - (await workbench.page.evaluate<number>('globalThis.clickedAt')));
    await workbench.page.waitForTimeout(1_300);
  }
  return times;
}

/** Clicks the first topic of the page; what counts is the frame after the host's answer, which changes the headline. */
async function ticksInPage(ui: Ui, count: number): Promise<number[]> {
  const frame = await liveFrame(ui);
  await frame.evaluate(`addEventListener('click', () => (globalThis.clickedAt = Date.now()), true)`);
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    await frame.evaluate(WATCH);
    await frame.locator('.node').first().click();
    const shown = await waitUntil('the tick is shown', () => frame.evaluate<number>('globalThis.shownAt'));
    times.push(shown - (await frame.evaluate<number>('globalThis.clickedAt')));
    await ui.workbench.page.waitForTimeout(300);
  }
  return times;
}

/** Notes when the frame with a new headline is drawn. As text: it runs in the page, without what the build adds to functions. */
const WATCH = `{
  globalThis.shownAt = 0;
  const headline = document.querySelector('[data-text="completed"]');
  const observer = new MutationObserver(() => {
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => (globalThis.shownAt = Date.now())));
  });
  observer.observe(headline, { childList: true, characterData: true, subtree: true });
}`;

const liveFrame = (ui: Ui): Promise<Frame> =>
  waitUntil('the dashboard is alive', async () => {
    const frame = await ui.workbench.webviews.frame('Backend Developer Roadmap');
    return (await frame.locator('.node').count()) > 0 ? frame : undefined;
  });

/** An extension whose only page holds one word. */
async function writeOneWord(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'backend-roadmap-one-word-'));
  const manifest = {
    name: 'one-word',
    publisher: 'test',
    version: '1.0.0',
    engines: { vscode: '^1.100.0' },
    main: './extension.js',
    activationEvents: ['onStartupFinished'],
    contributes: { commands: [{ command: 'oneWord.open', title: 'Open', category: 'One Word' }] },
  };
  const source = `const vscode = require('vscode');
exports.activate = () => vscode.commands.registerCommand('oneWord.open', () => {
  const panel = vscode.window.createWebviewPanel('oneWord', 'One Word', vscode.ViewColumn.Active, {});
  panel.webview.html = '<!doctype html><title>One Word</title><body><p>Word</p></body>';
});
`;
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'extension.js'), source);
  return folder;
}

void main(Number(process.argv[2] ?? 12));
