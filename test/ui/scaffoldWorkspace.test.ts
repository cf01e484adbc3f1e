import { strict as assert } from 'node:assert';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporary } from '../support/temporary';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { openRoadmap } from './roadmap';

/**
 * In a workspace that is saved. With one folder open, VS Code first makes a workspace of it that is not, and in a browser loses that on the
 * way: there, its own Add Folder to Workspace reloads the window with the old folder alone.
 */
describe('scaffolding a project in a workspace', function () {
  this.timeout(180_000);
  let ui: Ui;
  let workbench: Workbench;
  let home: string;
  const workspace = () => join(home, 'mine.code-workspace');

  before(async () => {
    home = makeTemporary('scaffold');
    mkdirSync(join(home, 'open'));
    writeFileSync(workspace(), JSON.stringify({ folders: [{ path: 'open' }] }));
    ui = await openRoadmap({ folder: workspace() });
    ({ workbench } = ui);
  });
  after(() => ui.close());

  /**
   * A window begins without folders, until VS Code has read the file of its workspace. A browser sometimes reads it before it can reach the
   * server, and does not try again: the window stays empty, which a person would reload.
   */
  const waitForFolder = () =>
    waitUntil(
      'the window shows the folder of its workspace',
      async () => {
        await workbench.openView('Explorer');
        const isShown = await workbench.treeItem('open').first().waitFor({ timeout: 5_000 }).then(() => true, () => false); // prettier-ignore
        if (!isShown) await workbench.reload();
        return isShown;
      },
      60_000,
    );

  it('adds the project to what is open, when asked to, and shows where to begin', async () => {
    await waitForFolder();
    const input = workbench.quickInput;
    const at = (step: string) => input.waitOpen(new RegExp(`^\\s*Scaffold URL Shortener \\(${step}\\)\\s*$`));
    await workbench.runCommand('Backend Roadmap: Scaffold URL Shortener');
    await at('1/4');
    await input.choose(home);
    await at('2/4');
    await input.type('added');
    for (const step of ['3/4', '4/4']) {
      await input.accept();
      await at(step);
    }
    await input.choose(/Add to Workspace/);
    await workbench.editorTab('[Preview] README.md').waitFor({ timeout: 60_000 });
    await workbench.editorTab('Shorten a URL and follow it').waitFor();
    const folders = () => (JSON.parse(readFileSync(workspace(), 'utf8')) as { folders: unknown }).folders;
    await waitUntil('the workspace has both', () => Promise.resolve(JSON.stringify(folders()).includes('added')));
    assert.deepEqual(folders(), [{ path: 'open' }, { name: 'added', path: 'added' }]);
    await workbench.openView('Explorer');
    for (const folder of ['open', 'added']) await workbench.treeItem(folder).first().waitFor();
  });
});
