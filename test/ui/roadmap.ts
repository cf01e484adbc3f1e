import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { repoRoot } from '../support/paths';
import { makeTemporary } from '../support/temporary';
import { openUi, shareUi, type Ui, type UiOptions } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';

/** The package that the tests install, as a learner would; `npm run package` makes it. */
export const packagePath = join(repoRoot, 'dist', 'backend-roadmap.vsix');

const EXTENSION = 'backend-roadmap.backend-roadmap';
export const CONTAINER = 'Backend Roadmap';

/** The rows of the roadmap, written out by hand, from top to bottom. */
export const SECTIONS: readonly { title: string; topics: readonly string[]; milestone?: string }[] = [
  {
    title: 'Internet Fundamentals',
    topics: ['How the Internet Works', 'HTTP and HTTPS'],
    milestone: 'You understand how the web works!',
  },
  {
    title: 'Programming Language',
    topics: ['Language and Runtime', 'Asynchronous Programming and Concurrency', 'Testing and Debugging'],
    milestone: 'You can write backend code!',
  },
  { title: 'Version Control', topics: ['Git Fundamentals', 'Collaborating on Code'] },
  {
    title: 'Databases',
    topics: ['Relational Databases and SQL', 'Data Modelling, ORMs and Migrations', 'NoSQL Databases', 'Caching'],
    milestone: 'You can work with databases!',
  },
  {
    title: 'APIs',
    topics: ['REST API Design', 'Validation and API Documentation', 'Real-Time and Other API Styles', 'Queues and Background Jobs'],
    milestone: 'You can build APIs!',
  },
  { title: 'Security', topics: ['Authentication and Authorization', 'Web Application Security'] },
  {
    title: 'DevOps Basics',
    topics: ['Linux and Containers', 'CI/CD and Cloud Deployment', 'Monitoring and Scaling'],
    milestone: 'You are a professional Backend Developer!',
  },
];

export const TOPICS = SECTIONS.flatMap((section) => section.topics);

/** Tall enough to show every row. */
const VIEWPORT = { width: 1600, height: 1400 };

const ordinary = (): UiOptions & { folder: string } => {
  assert.ok(existsSync(packagePath), `${packagePath} is missing: run "npm run package" first`);
  return {
    extensions: [packagePath],
    folder: makeTemporary('folder'),
    browser: { viewport: VIEWPORT },
    prepare: (dataDir) => writeKeys(dataDir),
  };
};

/** A VS Code with the packaged extension that nobody has used before, its view open, in a window tall enough to show every row. */
export async function openRoadmap(options: UiOptions = {}): Promise<Ui> {
  const ui = await openUi({ ...ordinary(), ...options });
  await openRoadmapView(ui.workbench);
  return ui;
}

/**
 * The same, in the window of the file before, where that shares it too: no progress, no editor and nothing on top. For files that leave
 * behind only what this clears away; `sharesWindow` says in their `describe` that they come one after the other.
 */
export async function shareRoadmap(): Promise<Ui> {
  const { ui, isUsed } = await shareUi(ordinary());
  const { workbench } = ui;
  if (!isUsed) {
    await openRoadmapView(workbench);
    return ui;
  }
  await workbench.setViewport(VIEWPORT.width, VIEWPORT.height);
  await workbench.dismissAll();
  await workbench.runCommand('View: Close All Editors');
  await waitUntil('no editor is open', async () => (await workbench.page.locator('.part.editor .tab').count()) === 0);
  await openRoadmapView(workbench);
  await startAfresh(workbench);
  if ((await workbench.page.getByRole('treeitem', { name: /, proven, / }).count()) > 0) await clearProgress(workbench);
  await workbench.dismissAll();
  return ui;
}

export async function openRoadmapView(workbench: Workbench): Promise<void> {
  await workbench.openView(CONTAINER);
  // Away from the icon, whose tooltip would open over the rows beside it.
  await workbench.page.mouse.move(1, 1);
  await workbench.treeItem('How the Internet Works').waitFor();
  await statusItem(workbench).waitFor();
}

export const statusItem = (workbench: Workbench) => workbench.statusItem(`${EXTENSION}.progress`);

/** Waits until the status bar says so, such as "3/20". */
export async function waitForStatus(workbench: Workbench, text: string): Promise<void> {
  let last = '';
  await waitUntil(`the status bar says ${text}`, async () => {
    last = (await statusItem(workbench).innerText()).trim();
    return last === text;
  }).catch(() => assert.equal(last, text, 'the status bar'));
}

/** Waits until the row of a section shows its count, such as "1/2". */
export async function waitForCount(workbench: Workbench, section: string, count: string): Promise<void> {
  const description = workbench.treeItem(section).locator('.label-description');
  await waitUntil(`${section} says ${count}`, async () => (await description.innerText()).trim() === count);
}

export const isTicked = (workbench: Workbench, topic: string): Promise<boolean> =>
  workbench.checkbox(workbench.treeItem(topic)).isChecked();

/** Resolves when nothing has been drawn in the sidebar for 200 ms. As text: it runs in the page, without what the build adds to functions. */
const UNTIL_CALM = `new Promise((resolve) => {
  const calm = () => { observer.disconnect(); resolve(); };
  let timer = setTimeout(calm, 200);
  const observer = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(calm, 200); });
  observer.observe(document.querySelector('.part.sidebar'), { childList: true, subtree: true });
})`;

/** Waits until the checkbox of a topic is drawn so: that may be a moment after the status bar has changed. */
export async function waitForTick(workbench: Workbench, topic: string, ticked = true): Promise<void> {
  await waitUntil(`${topic} is ${ticked ? 'ticked' : 'not ticked'}`, async () => (await isTicked(workbench, topic)) === ticked);
}

/** Ticks a topic, once its row stays: a checkbox that is drawn anew between the two halves of a click takes no notice of it. */
export async function tick(workbench: Workbench, topic: string): Promise<void> {
  // Away from the row of the last tick, whose tooltip would open over the next one.
  await workbench.page.mouse.move(1, 1);
  await workbench.page.evaluate(UNTIL_CALM);
  await workbench.checkbox(workbench.treeItem(topic)).click();
}

/** The row of a topic, once it is read aloud with this status: "completed", "in progress", "skipped", "not started". */
export async function waitForTopic(workbench: Workbench, topic: string, status: string): Promise<Locator> {
  const row = workbench.page.getByRole('treeitem', { name: `${topic}, ${status}, ` });
  await row.waitFor();
  return row;
}

/** Clears all progress through the palette, as a learner would. */
export async function resetAll(workbench: Workbench): Promise<void> {
  await workbench.runCommand('Backend Roadmap: Reset All Progress…');
  await workbench.answerDialog(/Reset .* of Backend Developer Roadmap\?/, 'Reset All Progress');
  await waitForStatus(workbench, '0/20');
}

const RESET_KEY = 'Control+Alt+9';

/** Binds keys: one with which tests begin afresh, without the palette that would take longer than many a test, and those of a test itself. */
export const writeKeys = (dataDir: string, keys: readonly object[] = []): Promise<void> =>
  writeFile(
    join(dataDir, 'data/User/keybindings.json'),
    JSON.stringify([{ key: RESET_KEY.toLowerCase().replace('control', 'ctrl'), command: 'backendRoadmap.resetAll' }, ...keys]),
  );

/** Clears all progress by the key of the tests. */
export async function clearProgress(workbench: Workbench): Promise<void> {
  const question = workbench.dialog.filter({ hasText: /Reset .* of Backend Developer Roadmap\?/ });
  await waitUntil('it is asked whether to reset', async () => {
    // Again when the window has just started, and does not know its keys yet.
    if (!(await question.isVisible())) await workbench.page.keyboard.press(RESET_KEY);
    await question.waitFor({ timeout: 2000 });
    return true;
  });
  await workbench.answerDialog(/Reset .* of Backend Developer Roadmap\?/, 'Reset All Progress');
  await waitForStatus(workbench, '0/20');
}

/** Takes a plan away: nothing else does. */
export async function clearPlan(workbench: Workbench): Promise<void> {
  await workbench.dismissAll();
  await workbench.runCommand('Backend Roadmap: Clear Plan');
  await workbench.toast('Your plan was cleared').waitFor();
}

/** What a test finds, whatever the one before it left: nothing open on top of the window, and no progress. */
export async function startAfresh(workbench: Workbench): Promise<void> {
  await workbench.dismissAll();
  const touched = workbench.page.getByRole('treeitem', { name: /, (completed|in progress|skipped), .*topic \d+/ });
  // The rows follow a moment after the status bar.
  const isAfresh = (await touched.count()) === 0 && (await statusItem(workbench).innerText()).includes('0/20');
  if (!isAfresh) await clearProgress(workbench);
  await touched.first().waitFor({ state: 'detached' });
  await waitForStatus(workbench, '0/20');
  // Sections are drawn last, and with them the rows below: a click in that moment would be lost.
  for (const { title, topics } of SECTIONS) await waitForCount(workbench, title, `0/${topics.length}`);
  await workbench.dismissAll();
}
