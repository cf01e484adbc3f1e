/** Notes, as a learner writes them: in the ordinary editor, found by search, there after a reload. */
import type { Ui } from '../support/ui';
import type { Workbench } from '../support/workbench';
import { openRoadmapView, shareRoadmap } from './roadmap';
import { sharesWindow } from './sharedWindow';

describe('notes', function () {
  this.timeout(120_000);
  sharesWindow(this);
  let ui: Ui;
  let workbench: Workbench;

  before(async () => {
    ui = await shareRoadmap();
    workbench = ui.workbench;
  });
  after(() => ui.close());

  const tab = () => workbench.editorTab('caching.md');
  const text = (what: string) => workbench.page.locator('.part.editor .view-line').filter({ hasText: what });

  it('are written in an editor that the menu of a topic opens', async () => {
    await workbench.contextMenu(await workbench.revealTreeItem('Caching'), 'Open Note');
    await tab().waitFor();
    await workbench.page.locator('.part.editor .monaco-editor').click();
    await workbench.page.keyboard.type('Beware of the stampede');
    await text('stampede').waitFor();
    await workbench.page.keyboard.press('Control+S');
    await tab().and(workbench.page.locator(':not(.dirty)')).waitFor();
  });

  it('are found by what is written in them', async () => {
    await tab().getByRole('button', { name: /Close/ }).click();
    await tab().waitFor({ state: 'hidden' });
    await workbench.runCommand('Backend Roadmap: Search');
    await workbench.quickInput.waitOpen('Search the Roadmap');
    await workbench.quickInput.type('stampede');
    await workbench.quickInput.option('Beware of the stampede').waitFor();
    await workbench.quickInput.choose('Beware of the stampede');
    await tab().waitFor();
    await text('stampede').waitFor();
  });

  it('are there again when the window is reloaded with one open', async () => {
    await workbench.reloadWindow();
    await tab().waitFor();
    await text('stampede').waitFor();
    await openRoadmapView(workbench);
  });
});
