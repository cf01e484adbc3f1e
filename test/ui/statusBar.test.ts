import { strict as assert } from 'node:assert';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { SECTIONS, shareRoadmap, startAfresh, statusItem, tick, waitForStatus, waitForTopic } from './roadmap';
import { sharesWindow } from './sharedWindow';
import { writeJournal } from './stored';

describe('the status bar', function () {
  this.timeout(60_000);
  sharesWindow(this);
  let ui: Ui;
  let workbench: Workbench;

  before(async () => {
    ui = await shareRoadmap();
    workbench = ui.workbench;
  });
  beforeEach(() => startAfresh(workbench));
  after(() => ui.close());

  const hover = () => workbench.page.locator('.workbench-hover', { hasText: 'Backend Developer Roadmap' });

  /** Rests on the item until its tooltip is there; the pointer comes from elsewhere, as a pointer does. */
  async function openTooltip(): Promise<void> {
    await workbench.page.mouse.move(800, 400);
    await statusItem(workbench).hover();
    await hover().waitFor();
  }

  it('says the count, and all of it to those who listen', async () => {
    await tick(workbench, 'Caching');
    await waitForStatus(workbench, '1/20');
    await statusItem(workbench)
      .getByRole('button', { name: 'Backend Roadmap: 1 of 20 topics completed, 5 percent', exact: true })
      .waitFor();
  });

  it('has a bar for each section and the next topic in its tooltip', async () => {
    for (const topic of ['How the Internet Works', 'Language and Runtime', 'Testing and Debugging']) await tick(workbench, topic);
    await workbench.rowAction(workbench.treeItem('HTTP and HTTPS'), 'Skip');
    await waitForTopic(workbench, 'HTTP and HTTPS', 'skipped');
    await openTooltip();
    await hover().getByText('Backend Developer Roadmap · 3 of 20 completed (15% without skipped topics)').waitFor();
    const rows = await hover().locator('tbody tr').allInnerTexts();
    const half = '▰▰▰▰▰▱▱▱▱▱';
    const empty = '▱▱▱▱▱▱▱▱▱▱';
    const bars = [half, '▰▰▰▰▰▰▱▱▱▱', empty, empty, empty, empty, empty];
    const counts = ['1/2', '2/3', '0/2', '0/4', '0/4', '0/2', '0/3'];
    assert.deepEqual(
      rows.map((row) => row.split('\t').map((cell) => cell.trim())),
      SECTIONS.map(({ title }, index) => [title, bars[index], counts[index]]),
    );
    await hover().getByRole('link', { name: 'Asynchronous Programming and Concurrency' }).click();
    await workbench.editorTab('Asynchronous Programming and Concurrency').waitFor();
  });

  it('leads to the search from its tooltip', async () => {
    await openTooltip();
    await hover().getByText('Search').click();
    await workbench.quickInput.waitOpen('Search the Roadmap');
  });

  it('opens a menu with the next topic, the roadmap and the projects', async () => {
    await statusItem(workbench).click();
    await workbench.quickInput.waitOpen('Backend Roadmap: 0 of 20 completed (0%)');
    assert.deepEqual(await workbench.quickInput.labels(), [
      ...['Start', 'Take the Quiz', 'Open Roadmap', 'Show in Sidebar', 'Search'],
      ...['REST API', 'Authentication System', 'Blog API', 'E-Commerce Backend', 'Real-time Chat', 'URL Shortener'],
    ]);
    await workbench.quickInput.option(/Start\s*How the Internet Works/).waitFor();
    await workbench.quickInput.choose('Start');
    await workbench.editorTab('How the Internet Works').waitFor();

    await statusItem(workbench).click();
    await workbench.quickInput.waitOpen();
    await workbench.quickInput.choose('Search');
    await workbench.quickInput.waitOpen('Search the Roadmap');
  });

  it('counts without what is skipped, and continues with what is being learned', async () => {
    const done = [
      'how-the-internet-works',
      'http-and-https',
      'language-and-runtime',
      'testing-and-debugging',
      'git-fundamentals',
      'caching',
    ];
    await writeJournal(ui.server, 'another', [
      ...done.map((topic) => ({ topic, status: 'done' })),
      { topic: 'async-and-concurrency', status: 'doing' },
      { topic: 'collaborating-on-code', status: 'skipped' },
    ]);
    await waitForStatus(workbench, '6/20');
    await openTooltip();
    await hover().getByText('Backend Developer Roadmap · 6 of 20 completed (31% without skipped topics)').waitFor();
    await hover().getByText('Asynchronous Programming and Concurrency').waitFor();
    await statusItem(workbench).click();
    await workbench.quickInput.waitOpen('Backend Roadmap: 6 of 20 completed (31% without skipped topics)');
    await workbench.quickInput.option(/Continue\s*Asynchronous/).waitFor();
  });

  it('shows percent, or nothing, when the learner says so in the settings', async () => {
    await workbench.rowAction(workbench.treeItem('Caching'), 'Skip');
    for (const topic of ['How the Internet Works', 'HTTP and HTTPS']) await tick(workbench, topic);
    await waitForStatus(workbench, '2/20');

    await workbench.runCommand('Backend Roadmap: Settings');
    const setting = (key: string) => workbench.page.locator(`.settings-editor [data-key="backendRoadmap.${key}"]`);
    const format = setting('statusBar.format').getByRole('combobox');
    await format.selectOption('percent');
    await waitForStatus(workbench, '10%');
    const visible = setting('statusBar.visible').getByRole('checkbox');
    await visible.click();
    await statusItem(workbench).waitFor({ state: 'hidden' });
    // On a busy machine VS Code's own editor may show a setting as it was before: a first click then only puts that right.
    await waitUntil('the item is back', async () => {
      await visible.click();
      return statusItem(workbench)
        .waitFor({ timeout: 3_000 })
        .then(() => true);
    });
    await format.selectOption('count');
    await waitForStatus(workbench, '2/20');
    await workbench.page.keyboard.press('Escape');
    await waitUntil('the settings are closed', async () => (await workbench.page.locator('.settings-editor').count()) === 0);
  });
});
