/** A repo that the learner does not trust: nothing of it runs, the checks can be read, and the way to trust it is a button. */
import { strict as assert } from 'node:assert';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTemporary } from '../support/temporary';
import { openUi, type Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { openRoadmap, openRoadmapView, packagePath } from './roadmap';

const REASON = 'Trust this workspace to check your project: a check runs its start command.';

describe('checks in a restricted workspace', function () {
  this.timeout(120_000);
  let ui: Ui;
  let workbench: Workbench;
  let repo: string;
  let trace: string;

  before(async () => {
    repo = mkdtempSync(join(tmpdir(), 'backend-roadmap-restricted-'));
    trace = join(repo, 'it-ran');
    writeFileSync(join(repo, '.backend-roadmap.json'), JSON.stringify({ project: 'rest-api', start: `touch ${trace}` }));
    ui = await openRoadmap({ folder: repo, workspaceTrust: true });
    workbench = ui.workbench;
    await workbench.page
      .getByRole('button', { name: /^Restricted Mode/ })
      .first()
      .waitFor();
  });
  after(() => ui.close());

  const reason = () => workbench.page.locator('.test-explorer').getByText(REASON).first();
  const trust = () => workbench.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true });
  const stage = () => workbench.treeItem(/^Read one todo/);

  it('are there to read, and say why they cannot run', async () => {
    await workbench.runCommand('Testing: Focus on Test Explorer View');
    await reason().waitFor();
    await stage().waitFor();
  });

  it('do not run, from the Test Explorer or the palette, and lead to where trust is given', async () => {
    await workbench.rowAction(stage(), 'Run Test');
    await workbench.answerDialog(/Running tests may execute code in your workspace/, 'Cancel');
    await workbench.runCommand('Backend Roadmap: Check');
    await workbench.clickToast(REASON, 'Manage Workspace Trust');
    await trust().waitFor();
    // VS Code asks in an editor that lies above all others.
    await workbench.page.keyboard.press('Escape');
    await trust().waitFor({ state: 'detached' });
    await workbench.runCommand('Backend Roadmap: Start Project');
    await workbench.clickToast('Projects start only in a trusted workspace.', 'Manage Workspace Trust');
    await trust().waitFor();
    assert.equal(existsSync(trace), false);
  });

  it('may run once the learner trusts the workspace, and ask before they do', async () => {
    await trust().click();
    await reason().waitFor({ state: 'detached' });
    await workbench.runCommand('Backend Roadmap: Check');
    await workbench.answerDialog(/A check runs this command of .*: touch/, 'Cancel');
    assert.equal(existsSync(trace), false);
  });
});

/** VS Code as everybody has it: a folder that it has not seen before is not trusted. */
describe('a new project in a window that asks whether to trust it', function () {
  this.timeout(300_000);
  let ui: Ui;
  let workbench: Workbench;
  let home: string;

  before(async () => {
    home = makeTemporary('newcomer');
    mkdirSync(join(home, 'other-project'));
    ui = await openUi({ extensions: [packagePath], workspaceTrust: true, browser: { viewport: { width: 1440, height: 900 } } });
    ({ workbench } = ui);
    await openRoadmapView(workbench);
  });
  after(() => ui.close());

  const page = () => workbench.webviews.frame('Start it, list todos and create one');
  const isInstalled = () => existsSync(join(home, 'rest-api', 'node_modules'));

  it('is opened in Restricted Mode without a question, in which nothing of it runs, and the stage leads to where trust is given', async () => {
    const input = workbench.quickInput;
    await workbench.rowAction(workbench.treeItem('REST API'), 'Scaffold Project');
    await input.waitOpen(/Scaffold REST API \(1\/4\)/);
    await input.choose('Choose Another Folder…');
    await input.waitOpen('Choose the Folder in Which to Create the Project');
    await input.nameFolder(home);
    await input.option('other-project').waitFor();
    await input.widget.getByText('Create Project Here').click();
    for (const step of ['2/4', '3/4', '4/4']) {
      await input.waitOpen(new RegExp(`Scaffold REST API \\(${step}\\)`));
      if (step !== '4/4') await input.accept();
    }
    await input.choose(/Open in This Window/);
    await workbench.page
      .getByRole('button', { name: /^Restricted Mode/ })
      .first()
      .waitFor({ timeout: 60_000 });
    await workbench.editorTab('[Preview] README.md').waitFor({ timeout: 60_000 });
    await (await page()).getByText('This window is in Restricted Mode').waitFor();
    assert.equal(isInstalled(), false);
    await (await page()).getByRole('button', { name: 'Manage Workspace Trust' }).click();
    await workbench.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
  });

  it('has its dependencies installed once it is trusted, and can be checked', async () => {
    const check = async () => (await page()).getByRole('button', { name: 'Check Stage 1', exact: true });
    await waitUntil('the dependencies are installed', async () => isInstalled() && (await (await check()).isEnabled()), 120_000);
    await (await page()).getByRole('button', { name: 'Manage Workspace Trust' }).waitFor({ state: 'detached' });
    await (await check()).click();
    await (await page()).getByRole('strong').filter({ hasText: 'Passed: 6 of 6 checks' }).waitFor({ timeout: 60_000 });
  });
});
