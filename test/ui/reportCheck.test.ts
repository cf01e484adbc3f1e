/** A check that failed, in the Test Explorer: the report about it is offered beside what it says. */
import { strict as assert } from 'node:assert';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repoRoot } from '../support/paths';
import { makeTemporary } from '../support/temporary';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import { openRoadmap } from './roadmap';

describe('a check that failed, in the Test Explorer', function () {
  this.timeout(120_000);
  let ui: Ui;

  before(async () => {
    const folder = makeTemporary('report');
    await cp(join(repoRoot, 'test/fixtures/misbehaving'), folder, { recursive: true });
    await writeFile(join(folder, '.backend-roadmap.json'), JSON.stringify({ project: 'rest-api', start: 'node main.mjs none' }));
    ui = await openRoadmap({ folder });
  });
  after(() => ui.close());

  it('can be reported: its report is on the clipboard', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Backend Roadmap: Check All Stages');
    await workbench.answerDialog(/A check runs this command of /, 'Run and Check');
    await workbench.toast(/ does not pass yet\./).waitFor();
    await workbench.clearToasts();
    await workbench.runCommand('Test Results: Focus on Test Results View');
    const row = workbench.page
      .locator('.test-output-peek-tree .monaco-list-row')
      .filter({ hasText: /Answers|GET/ })
      .first();
    await workbench.contextMenu(row, 'Copy Report on This Check');
    await workbench.toast(/^A report about this check is on the clipboard/).waitFor();
    const report = await waitUntil('it is on the clipboard', async () => {
      const text = await workbench.page.evaluate(() => navigator.clipboard.readText());
      return text.includes('## Versions') ? text : undefined;
    });
    assert.match(report, /^# .*\n\nCheck `[a-z-]+` of stage `[a-z-]+` of project `rest-api` fails/);
  });
});
