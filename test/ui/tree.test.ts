import { strict as assert } from 'node:assert';
import type { Frame } from 'playwright-core';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import {
  clearProgress,
  openRoadmap,
  resetAll,
  SECTIONS,
  startAfresh,
  tick,
  TOPICS,
  waitForCount,
  waitForStatus,
  waitForTick,
  waitForTopic,
} from './roadmap';
import { dashboardFrame } from './dashboard';
import { topicPage } from './topicPage';

describe('the roadmap in the sidebar', function () {
  this.timeout(120_000);
  let ui: Ui;
  let workbench: Workbench;

  before(async () => {
    ui = await openRoadmap();
    workbench = ui.workbench;
  });
  beforeEach(() => startAfresh(workbench));
  after(() => ui.close());

  /** The labels of all rows, from top to bottom. */
  const labels = () => workbench.page.locator('.part.sidebar .pane').first().locator('.monaco-list-row .label-name').allInnerTexts();

  it('shows sections, topics and milestones in order', async () => {
    const expected = SECTIONS.flatMap(({ title, topics, milestone }) => [title, ...topics, ...(milestone ? [milestone] : [])]);
    await waitUntil('every row is there', async () => (await labels()).length === expected.length);
    assert.deepEqual(await labels(), expected);
    for (const [section, count] of [
      ['Internet Fundamentals', '0/2'],
      ['Programming Language', '0/3'],
      ['Databases', '0/4'],
    ] as const) {
      await waitForCount(workbench, section, count);
    }
    assert.equal(await workbench.treeItem('Databases').getByRole('checkbox').count(), 0, 'a section has no checkbox');
  });

  const greeting = () => workbench.page.getByText('Tick what you know already, then begin with the first topic that is left.');
  const start = () => workbench.page.locator('.part.sidebar .pane').getByRole('button', { name: 'Start', exact: true });

  it('greets a newcomer with a button that says Start, and no more once something has begun', async () => {
    await greeting().waitFor();
    const before = await workbench.treeItem('Language and Runtime').boundingBox();
    await start().filter({ hasText: 'Start' }).click();
    await workbench.editorTab('How the Internet Works').waitFor();
    await workbench.treeItem(/^How the Internet Works, in progress/).waitFor();
    await greeting().waitFor({ state: 'hidden' });
    assert.deepEqual(await workbench.treeItem('Language and Runtime').boundingBox(), before, 'no row moves under the pointer');
    await workbench.page.locator('.part.sidebar .pane-header').first().hover();
    await workbench.page.locator('.part.sidebar .pane-header').first().getByRole('button', { name: 'Continue' }).waitFor();
    await workbench.page.getByText('Go on with a lesson, or scaffold a project below').waitFor();
    await resetAll(workbench);
    await greeting().waitFor();
    await workbench.page.locator('.part.sidebar .pane-header').first().hover();
    await workbench.page.locator('.part.sidebar .pane-header').first().getByRole('button', { name: 'Start' }).waitFor();
    assert.deepEqual(await workbench.treeItem('Language and Runtime').boundingBox(), before, 'no row has moved');
  });

  it('has the projects in sight, without unfolding or dragging anything', async () => {
    await workbench.treeItem(/^REST API, Beginner/).waitFor();
    await workbench.treeItem(/^URL Shortener, Intermediate/).waitFor();
  });

  it('reads rows aloud with title, status, hours and position', async () => {
    await workbench.treeItem(/^Language and Runtime, not started, 30 hours, topic 3/).waitFor();
    await workbench.treeItem(/^APIs, section, 0 of 4 completed/).waitFor();
    await workbench.treeItem(/^Milestone not reached yet: You can build APIs!/).waitFor();
  });

  for (const [pace, count, held] of [
    [100, 20, 0],
    [200, 20, 0],
    [300, 20, 90],
    [450, 20, 90],
    [400, 20, 0],
    [1_000, 9, 90],
  ] as const) {
    it(`loses no click when ${count} topics are ticked at one every ${pace} ms, each held for ${held} ms`, async () => {
      const topics = TOPICS.slice(0, count);
      const boxes = [];
      for (const topic of topics) {
        const box = await workbench.checkbox(workbench.treeItem(topic)).boundingBox();
        assert.ok(box, `${topic} is in sight`);
        boxes.push({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
      }
      for (const { x, y } of boxes) {
        await pointAt(x, y);
        const clicked = Date.now();
        await workbench.page.mouse.click(x, y, { delay: held });
        await workbench.page.waitForTimeout(Math.max(0, pace - (Date.now() - clicked)));
      }
      await waitForStatus(workbench, `${count}/20`);
      for (const topic of topics) await waitForTick(workbench, topic);
      await waitForCount(workbench, 'Programming Language', '3/3');
      await workbench.treeItem(/^Milestone reached: You can write backend code!/).waitFor();
      await clearProgress(workbench);
      await waitForCount(workbench, 'Programming Language', '0/3');
      for (const topic of topics) await waitForTick(workbench, topic, false);
    });
  }

  /**
   * Brings the pointer onto a checkbox that is in sight. On a slow machine, VS Code's own tooltip of another one may lie over it, or open while the
   * pointer is on its way: who sees it moves the pointer away, and comes back when it is gone.
   */
  async function pointAt(x: number, y: number): Promise<void> {
    const isCovered = () =>
      workbench.page.evaluate(([left, top]) => !document.elementFromPoint(left, top)?.closest('[role=checkbox]'), [x, y] as const);
    await waitUntil('the checkbox lies under the pointer', async () => {
      await workbench.page.mouse.move(x, y);
      if (!(await isCovered())) return true;
      await workbench.page.mouse.move(800, 500);
      await waitUntil('no tooltip lies over the checkbox', async () => !(await isCovered()));
      return undefined;
    });
  }

  it('lights a milestone when its section is complete, and a skipped topic does not hold it back', async () => {
    await workbench.rowAction(workbench.treeItem('HTTP and HTTPS'), 'Skip');
    await workbench.treeItem(/^HTTP and HTTPS, skipped, 10 hours, topic 2/).waitFor();
    await workbench.treeItem(/^Milestone not reached yet: You understand how the web works!/).waitFor();
    await tick(workbench, 'How the Internet Works');
    await workbench.treeItem(/^Milestone reached: You understand how the web works!/).waitFor();
    await waitForCount(workbench, 'Internet Fundamentals', '1/2');
  });

  it('ticks the focused row with Space and moves on with the arrow keys', async () => {
    await workbench.treeItem('Git Fundamentals').click();
    await workbench.editorTab('Git Fundamentals').waitFor();
    await workbench.page.keyboard.press('Space');
    await waitForStatus(workbench, '1/20');
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Space');
    await waitForStatus(workbench, '2/20');
    await waitForTick(workbench, 'Git Fundamentals', true);
    await waitForTick(workbench, 'Collaborating on Code', true);
    await workbench.page.keyboard.press('Space');
    await waitForStatus(workbench, '1/20');
    await waitForTick(workbench, 'Collaborating on Code', false);
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Space');
    const databases = workbench.treeItem('Databases');
    await waitUntil('Space folds a section', async () => (await databases.getAttribute('aria-expanded')) === 'false');
    await workbench.page.keyboard.press('Space');
    await waitUntil('Space unfolds it', async () => (await databases.getAttribute('aria-expanded')) === 'true');
  });

  it('Enter goes into the page, a click leaves the focus in the tree', async () => {
    const focusIsInTree = () => workbench.page.evaluate(() => document.activeElement?.closest('.part.sidebar') !== null);
    await workbench.treeItem('Git Fundamentals').click();
    await workbench.editorTab('Git Fundamentals').waitFor();
    assert.equal(await focusIsInTree(), true);
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Enter');
    const page = await topicPage(workbench, 'Collaborating on Code');
    await waitUntil('the page has the focus', () => page.evaluate(() => document.hasFocus()));
    const isUnfolded = async () => (await workbench.treeItem('Databases').getAttribute('aria-expanded')) === 'true';
    await workbench.treeItem('Databases').click();
    await waitUntil('the section is folded', async () => !(await isUnfolded()));
    await workbench.page.keyboard.press('Enter');
    await waitUntil('Enter on a section does what it does in every tree', isUnfolded);
  });

  it('Enter on a stage goes into its page, a click leaves the focus in the tree', async () => {
    const focusIsInTree = () => workbench.page.evaluate(() => document.activeElement?.closest('.part.sidebar') !== null);
    const project = workbench.treeItem('REST API');
    await project.locator('.label-name').click();
    const stages = ['Start it, list todos and create one', 'Read one todo'] as const;
    await workbench.treeItem(stages[0]).click();
    await workbench.editorTab(stages[0]).waitFor();
    assert.equal(await focusIsInTree(), true);
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Enter');
    const page = await topicPage(workbench, stages[1]);
    await waitUntil('the page has the focus', () => page.evaluate(() => document.hasFocus()));
    await project.locator('.label-name').click();
    await workbench.treeItem(stages[0]).waitFor({ state: 'hidden' });
  });

  it('Enter on a topic that a click has opened goes to its title, and whoever opens the roadmap is at its title', async () => {
    const isAtTitle = (page: Frame) => page.evaluate(() => document.hasFocus() && document.activeElement?.localName === 'h1');
    await workbench.treeItem('Git Fundamentals').click();
    const page = await topicPage(workbench, 'Git Fundamentals');
    assert.equal(await isAtTitle(page), false);
    await workbench.page.keyboard.press('Enter');
    await waitUntil('the title of the lesson has the focus', () => isAtTitle(page));
    await workbench.runCommand('Backend Roadmap: Open Roadmap');
    const dashboard = await dashboardFrame(workbench);
    await waitUntil('the title of the roadmap has the focus', () => isAtTitle(dashboard));
  });

  it('says nothing of a change that is seen', async () => {
    await workbench.rowAction(workbench.treeItem('Caching'), 'Start Learning');
    await waitForTopic(workbench, 'Caching', 'in progress');
    await workbench.contextMenu(workbench.treeItem('Caching'), 'Mark as Completed');
    await waitForStatus(workbench, '1/20');
    assert.equal(await workbench.toasts.count(), 0);
  });

  it('sets other statuses from the row and from its menu', async () => {
    await workbench.rowAction(workbench.treeItem('Caching'), 'Start Learning');
    await workbench.treeItem(/^Caching, in progress, 10 hours, topic 11/).waitFor();
    await workbench.contextMenu(workbench.treeItem('Caching'), 'Mark as Completed');
    await waitForStatus(workbench, '1/20');
    await workbench.contextMenu(workbench.treeItem('Caching'), 'Reset Topic');
    await waitForStatus(workbench, '0/20');
    await workbench.treeItem(/^Caching, not started, 10 hours, topic 11/).waitFor();
  });

  it('completes a small section at once, asks before more than three, and takes it back', async () => {
    await workbench.contextMenu(workbench.treeItem('Security'), 'Complete Section');
    await waitForStatus(workbench, '2/20');
    await workbench.clickToast('Security: 2 topics marked as completed.', 'Undo');
    await waitForStatus(workbench, '0/20');

    await workbench.contextMenu(workbench.treeItem('Databases'), 'Complete Section');
    await workbench.answerDialog('Mark 4 topics of Databases as completed?', 'Cancel');
    await waitForStatus(workbench, '0/20');
    await workbench.contextMenu(workbench.treeItem('Databases'), 'Complete Section');
    await workbench.answerDialog(/Relational Databases and SQL[^]*Caching/, 'Complete Section');
    await waitForStatus(workbench, '4/20');
    await workbench.contextMenu(workbench.treeItem('Databases'), 'Reset Section');
    await workbench.answerDialog('Reset 4 topics of Databases?', 'Reset Section');
    await waitForStatus(workbench, '0/20');
    await workbench.runCommand('Backend Roadmap: Undo Last Change');
    await waitForStatus(workbench, '4/20');
  });

  it('hides what is completed, and shows it again', async () => {
    await tick(workbench, 'How the Internet Works');
    await workbench.contextMenu(workbench.treeItem('Version Control'), 'Complete Section');
    await waitForStatus(workbench, '3/20');
    await workbench.runCommand('Backend Roadmap: Hide Completed');
    await workbench.treeItem('How the Internet Works').waitFor({ state: 'hidden' });
    await workbench.treeItem('Version Control').waitFor({ state: 'hidden' });
    await workbench.treeItem('HTTP and HTTPS').waitFor();
    await workbench.runCommand('Backend Roadmap: Show Completed');
    await workbench.treeItem('How the Internet Works').waitFor();
  });

  it('tells about a topic when the learner rests on it', async () => {
    await workbench.treeItem('Caching').hover();
    const hover = workbench.page.locator('.workbench-hover');
    await hover.getByText('10 hours · not started').waitFor();
    assert.ok((await hover.getByRole('listitem').count()) >= 3, 'objectives');
  });

  it('searches topics, objectives and links', async () => {
    await workbench.runCommand('Backend Roadmap: Search');
    await workbench.quickInput.waitOpen('Search the Roadmap');
    await workbench.quickInput.type('queues and background');
    await workbench.quickInput.option('Queues and Background Jobs').waitFor();
    await workbench.quickInput.type('rfc 9110');
    await workbench.quickInput.option(/RFC 9110/).waitFor();
    await workbench.quickInput.type('queues and background');
    await workbench.quickInput.choose('Queues and Background Jobs');
    await workbench.editorTab('Queues and Background Jobs').waitFor();
  });

  it('continues with what is being learned, else with the first topic not started', async () => {
    await workbench.runCommand('Backend Roadmap: Start');
    await workbench.editorTab('How the Internet Works').waitFor();
    await tick(workbench, 'How the Internet Works');
    await workbench.rowAction(workbench.treeItem('REST API Design'), 'Start Learning');
    await workbench.treeItem(/^REST API Design, in progress/).waitFor();
    await workbench.runCommand('Backend Roadmap: Continue');
    await workbench.editorTab('REST API Design').waitFor();
  });

  it('keeps folded sections folded over a reload', async () => {
    await workbench.treeItem('Databases').locator('.monaco-tl-twistie').click();
    await workbench.treeItem('Caching').waitFor({ state: 'hidden' });
    await tick(workbench, 'Git Fundamentals');
    await waitForCount(workbench, 'Version Control', '1/2');
    assert.equal(await workbench.treeItem('Caching').isVisible(), false, 'a refresh does not unfold it');
    await workbench.reload();
    await workbench.treeItem('Databases').waitFor();
    await waitForStatus(workbench, '1/20');
    assert.equal(await workbench.treeItem('Databases').getAttribute('aria-expanded'), 'false');
  });
});
