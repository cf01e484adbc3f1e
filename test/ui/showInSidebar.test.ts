import type { Ui } from '../support/ui';
import { wholeText } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { dashboardFrame } from './dashboard';
import { CONTAINER, shareRoadmap, startAfresh, tick } from './roadmap';
import { sharesWindow } from './sharedWindow';
import { topicPage } from './topicPage';

describe('Show in Sidebar', function () {
  this.timeout(120_000);
  sharesWindow(this);
  let ui: Ui;
  let workbench: Workbench;

  before(async () => {
    ui = await shareRoadmap();
    workbench = ui.workbench;
  });
  beforeEach(() => startAfresh(workbench));
  after(() => ui.close());

  const show = () => workbench.runCommand('Backend Roadmap: Show in Sidebar');

  /** Waits until keys go to the row of this topic, which is selected, too. */
  async function waitForKeysAt(topic: string): Promise<void> {
    const label = workbench.page.locator('.label-name', { hasText: wholeText(topic) });
    const row = workbench.page.locator('.part.sidebar .monaco-list:focus .monaco-list-row.focused.selected').filter({ has: label });
    await row.waitFor();
  }

  it('goes from the dashboard to the row of the topic to go on with, although its section is folded', async () => {
    await tick(workbench, 'How the Internet Works');
    const topic = workbench.treeItem('HTTP and HTTPS');
    await workbench.treeItem('Internet Fundamentals').locator('.monaco-tl-twistie').click();
    await topic.waitFor({ state: 'hidden' });
    await workbench.runCommand('Backend Roadmap: Open Roadmap');
    await (await dashboardFrame(workbench)).locator('h1').click();
    await show();
    await waitForKeysAt('HTTP and HTTPS');
    await workbench.page.keyboard.press('Enter');
    await workbench.editorTab('HTTP and HTTPS').waitFor();
  });

  it('goes from a lesson to its row, from whatever else the sidebar shows', async () => {
    await workbench.runCommand('Backend Roadmap: Open Topic');
    await workbench.quickInput.waitOpen('Open Topic');
    await workbench.quickInput.choose('Caching');
    await (await topicPage(workbench, 'Caching')).locator('h1').click();
    await workbench.page.locator('.part.activitybar').getByRole('tab', { name: /^Explorer/ }).click(); // prettier-ignore
    await workbench.page.locator('.part.sidebar .composite.title', { hasText: CONTAINER }).waitFor({ state: 'hidden' });
    await show();
    await waitForKeysAt('Caching');
  });
});
