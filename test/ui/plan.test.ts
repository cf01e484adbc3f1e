/** A plan, from the first question to the day on which it is behind: in the dashboard, the sidebar and the status bar. Its looks: test/pages. */
import { strict as assert } from 'node:assert';
import type { Frame } from 'playwright-core';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { dashboardFrame, node, openDashboard, TITLE, waitForTopic } from './dashboard';
import { clearPlan, shareRoadmap, statusItem, tick } from './roadmap';
import { sharesWindow } from './sharedWindow';
import { topicPage } from './topicPage';

describe('the plan', function () {
  this.timeout(300_000);
  sharesWindow(this);
  let ui: Ui;
  let workbench: Workbench;
  let frame: Frame;

  before(async () => {
    ui = await shareRoadmap();
    workbench = ui.workbench;
  });
  after(async () => {
    await clearPlan(workbench);
    await ui.close();
  });

  const input = () => workbench.page.locator('.quick-input-widget input[type="text"], .quick-input-widget input.input').first();
  const plan = () => frame.locator('section.plan');
  const badge = (text: string | RegExp) => plan().locator('.plan-badge', { hasText: text }).waitFor();
  const thisWeek = () => plan().locator('.plan-week[data-now="true"]');

  /** Types into the question that is open, in place of what it suggests. */
  async function answer(title: string, text: string): Promise<void> {
    await workbench.quickInput.waitOpen(title);
    await input().fill(text);
    await workbench.page.keyboard.press('Enter');
  }

  async function choose(title: string, label: string): Promise<void> {
    await workbench.quickInput.waitOpen(title);
    await workbench.quickInput.choose(label);
  }

  /** The tooltip of the status bar; the pointer comes from elsewhere, as a pointer does. */
  async function tooltipSays(text: RegExp): Promise<void> {
    await workbench.page.mouse.move(800, 400);
    await statusItem(workbench).hover();
    await workbench.page.locator('.workbench-hover', { hasText: text }).waitFor();
    await workbench.page.mouse.move(800, 400);
  }

  it('invites in the dashboard, and "Plan My Journey" of the call to action plans at the pace of the slider', async () => {
    frame = await openDashboard(workbench);
    await frame.locator('[data-pace]').fill('14');
    await frame.locator('.call').getByRole('button', { name: 'Plan My Journey' }).click();
    await workbench.quickInput.waitOpen('Plan My Journey (1/3)');
    assert.equal(await input().inputValue(), '14');
    await workbench.page.keyboard.press('Escape');
    await workbench.quickInput.waitClosed();
    await frame.locator('[data-pace]').fill('12');
    await plan().getByRole('button', { name: 'Plan My Journey' }).click();
    await workbench.quickInput.waitOpen('Plan My Journey (1/3)');
    assert.equal(await input().inputValue(), '12');
    await workbench.page.keyboard.press('Escape');
    await plan().getByRole('button', { name: 'Plan My Journey' }).waitFor();
  });

  it('refuses hours and days that make no plan, with a sentence', async () => {
    await workbench.runCommand('Backend Roadmap: Plan My Journey');
    await workbench.quickInput.waitOpen('Plan My Journey (1/3)');
    const says = (text: string) => workbench.page.locator('.quick-input-widget', { hasText: text }).waitFor();
    for (const hours of ['0', '-3', '2.5', '81', 'many']) {
      await input().fill(hours);
      await says('Type whole hours, from 1 to 80.');
    }
    await input().fill('');
    await workbench.page.keyboard.press('Enter');
    await choose('Plan My Journey (2/3)', 'Topics and projects');
    await workbench.quickInput.waitOpen('Plan My Journey (3/3)');
    await input().fill('2001-01-01');
    await says('The target must be a day after today.');
    await input().fill('2026-02-30');
    await says('Type a day as year, month and day');
    await workbench.page.keyboard.press('Escape');
    await plan().getByRole('button', { name: 'Plan My Journey' }).waitFor();
  });

  it('is made from the palette and shown as a timeline with today on it', async () => {
    await workbench.runCommand('Backend Roadmap: Plan My Journey');
    await workbench.quickInput.waitOpen('Plan My Journey (1/3)');
    const staysInSight = await workbench.quickInput.watch();
    await answer('Plan My Journey (1/3)', '40');
    await workbench.quickInput.waitOpen('Plan My Journey (2/3)');
    await workbench.page.locator('.quick-input-widget').getByRole('button', { name: 'Back' }).click();
    await workbench.quickInput.waitOpen('Plan My Journey (1/3)');
    assert.equal(await input().inputValue(), '40', 'Back finds the answer again');
    await workbench.page.keyboard.press('Enter');
    await choose('Plan My Journey (2/3)', 'Topics and projects');
    await workbench.quickInput.waitOpen('Plan My Journey (3/3)');
    assert.equal(await staysInSight(), true, 'nothing between two questions can take the focus');
    await choose('Plan My Journey (3/3)', 'Start today');
    await badge('On plan');
    await plan().getByText('40 hours a week', { exact: true }).waitFor();
    await plan().getByText('400 hours left', { exact: true }).waitFor();
    await plan().locator('.flag.today', { hasText: 'Today' }).waitFor();
    assert.ok((await plan().locator('line.today').count()) >= 8);
    await thisWeek().getByRole('link', { name: 'How the Internet Works' }).waitFor();
    await workbench.page.getByRole('treeitem', { name: 'How the Internet Works, not started, this week, 6 hours, topic 1' }).waitFor();
    assert.equal(await workbench.page.getByRole('treeitem', { name: 'Caching, not started, 10 hours' }).count(), 1);
    assert.deepEqual(await workbench.toasts.allInnerTexts(), [], 'the plan is on the page');
  });

  it('says the same day as the slider, which takes its pace over', async () => {
    const finish = /finish by (.*?)\.?$/i;
    const [, day] = finish.exec(await plan().locator('.plan-finish').innerText()) ?? [];
    await frame.locator('[data-pace-hours]', { hasText: '40 hours a week' }).waitFor();
    const [, said] = finish.exec(await frame.locator('[data-pace-sentence]').innerText()) ?? [];
    assert.ok(day);
    assert.equal(said, day);
  });

  it('moves along when a topic is ticked in the sidebar, and says so in the status bar', async () => {
    await tooltipSays(/On plan, finish by /);
    await tick(workbench, 'How the Internet Works');
    await thisWeek().locator('.plan-item[data-status="done"]', { hasText: 'How the Internet Works' }).waitFor();
    await plan().getByText('394 hours left', { exact: true }).waitFor();
    await frame.locator('.weeks .figure', { hasText: '1 topic' }).waitFor();
    for (const topic of ['Language and Runtime', 'Relational Databases and SQL', 'REST API Design', 'Authentication and Authorization']) {
      await tick(workbench, topic);
    }
    await badge(/weeks? ahead/);
    await tooltipSays(/weeks? ahead, finish by /);
    await workbench.dismissAll();
  });

  it('is the same after a reload', async () => {
    const before = await plan().innerText();
    await workbench.reload();
    frame = await dashboardFrame(workbench);
    await badge(/weeks? ahead/);
    assert.equal(await plan().innerText(), before);
    await tooltipSays(/weeks? ahead, finish by /);
  });

  it('opens a topic and a project from its weeks', async () => {
    await thisWeek().getByRole('link', { name: 'How the Internet Works' }).click();
    await topicPage(workbench, 'How the Internet Works');
    await workbench.editorTab(TITLE).click();
    frame = await dashboardFrame(workbench);
    await plan().locator('.plan-later summary').click();
    const project = plan().locator('.plan-item[data-go="project"]').first();
    const id = await project.getAttribute('data-target');
    await project.click();
    await waitUntil('the card is revealed', () =>
      frame.evaluate((card) => document.activeElement?.closest('.project')?.id === card, `project-${id ?? ''}`),
    );
  });

  it('stays unfolded, and keeps the focus, while it moves', async () => {
    await node(frame, 'HTTP and HTTPS').press('d');
    await waitForTopic(frame, 'HTTP and HTTPS', 'completed');
    await thisWeek().locator('.plan-item[data-status="done"]', { hasText: 'HTTP and HTTPS' }).waitFor();
    assert.equal(
      await plan()
        .locator('details.plan-later')
        .evaluate((details) => details.hasAttribute('open')),
      true,
    );
    assert.equal(await frame.evaluate(() => document.activeElement?.closest('.stop')?.id), 'topic-http-and-https');
    await plan().locator('.plan-later summary').click();
  });

  it('is made from a target alone, and cleared', async () => {
    await plan().getByRole('button', { name: 'Change Plan' }).click();
    await answer('Plan My Journey (1/3)', '');
    await choose('Plan My Journey (2/3)', 'Topics only');
    await answer('Plan My Journey (3/3)', `${new Date().getFullYear() + 1}-12-31`);
    await plan()
      .getByText(/^In time for your target/)
      .waitFor();
    await waitUntil('the heading of the plan is below the bar of sections', () =>
      frame.evaluate(() => {
        const top = document.getElementById('plan')?.getBoundingClientRect().top ?? 0;
        const bar = document.querySelector('.sections')?.getBoundingClientRect();
        return bar !== undefined && top >= bar.bottom && top < bar.bottom + 120;
      }),
    );
    await plan().locator('.flag.target', { hasText: 'Target' }).waitFor();
    await workbench.dismissAll();
    await plan().getByRole('button', { name: 'Clear Plan' }).click();
    await plan().getByRole('button', { name: 'Plan My Journey' }).waitFor();
    assert.equal(await workbench.page.getByRole('treeitem', { name: /, this week, / }).count(), 0);
    await workbench.toast('Your plan was cleared').getByRole('button', { name: 'Undo' }).click();
    await badge(/./);
  });
});
