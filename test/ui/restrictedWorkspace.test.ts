/** A repo that the learner does not trust: nothing of it runs, the checks can be read, and the way to trust it is a button. */
import { strict as assert } from 'node:assert';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ui } from '../support/ui';
import type { Workbench } from '../support/workbench';
import { openRoadmap } from './roadmap';

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
