import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporary } from '../support/temporary';
import type { Ui } from '../support/ui';
import { Workbench } from '../support/workbench';
import { openRoadmap } from './roadmap';

describe('scaffolding with git, beside a folder in which', function () {
  this.timeout(180_000);
  let ui: Ui;
  /** The folder around those that are open: where projects are made. */
  let home: string;

  before(async () => {
    home = makeTemporary('git');
    mkdirSync(join(home, 'nothing'));
    for (const repository of ['one', 'two/first', 'two/second']) {
      mkdirSync(join(home, repository), { recursive: true });
      execFileSync('git', ['init', '--quiet', '--initial-branch', 'trunk'], { cwd: join(home, repository) });
    }
    ui = await openRoadmap({ folder: join(home, 'nothing') });
  });
  after(() => ui.close());

  /** Who has committed what; nothing is left to commit. */
  function history(name: string): string {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: join(home, name), encoding: 'utf8' }).trim();
    assert.equal(git('status', '--porcelain'), '');
    return git('log', '--format=%an: %s');
  }

  async function scaffold(workbench: Workbench, name: string, afterwards: RegExp): Promise<void> {
    const input = workbench.quickInput;
    await workbench.runCommand('Backend Roadmap: Scaffold REST API');
    await input.waitOpen(/\(1\/4\)/);
    await input.choose(home);
    await input.waitOpen(/\(2\/4\)/);
    await input.type(name);
    await input.accept();
    await input.waitOpen(/\(3\/4\)/);
    await input.choose(/Initialize a Git Repository and Commit the Starter/);
    await input.waitOpen(/\(4\/4\)/);
    await input.choose(afterwards);
  }

  /** Waits for the end of scaffolding: by then git has neither asked nor said anything. */
  async function waitReady(workbench: Workbench, name: string): Promise<void> {
    await workbench.toast(`${join(home, name)} is ready.`).waitFor();
    assert.equal(history(name), 'Ada: Start from the REST API starter');
    await assertSilent(workbench);
  }

  async function assertSilent({ dialog, quickInput, toasts }: Workbench): Promise<void> {
    assert.equal(await dialog.count(), 0);
    await quickInput.widget.waitFor({ state: 'hidden' });
    assert.equal(await toasts.filter({ hasText: /Git repositor/ }).count(), 0);
  }

  it('no repository is open: the project opens in a window of its own, and git says nothing', async () => {
    const opened = ui.browser.context.waitForEvent('page');
    await scaffold(ui.workbench, 'alone', /Open in New Window/);
    const window = new Workbench(await opened, ui.server);
    await window.waitReady();
    await window.editorTab('[Preview] README.md').waitFor({ timeout: 60_000 });
    const stage = await window.webviews.frame('Start it, list todos and create one');
    await stage.getByRole('heading', { name: 'What to build' }).waitFor();
    assert.equal(history('alone'), 'Ada: Start from the REST API starter');
    await assertSilent(ui.workbench);
    await window.page.close();
  });

  it('one repository is open: it stays open', async () => {
    const workbench = await ui.openWindow(join(home, 'one'));
    const branch = workbench.page.locator('.statusbar-item[aria-label^="one (Git) - trunk"]');
    await branch.waitFor();
    await scaffold(workbench, 'beside one', /Do Not Open/);
    await waitReady(workbench, 'beside one');
    await branch.waitFor();
    await workbench.page.close();
  });

  it('two repositories are open: both stay open, and nobody asks which one is meant', async () => {
    const workbench = await ui.openWindow(join(home, 'two'));
    await workbench.page
      .locator('.part.activitybar')
      .getByRole('tab', { name: /^Source Control/ })
      .click();
    const shown = ['first Git', 'second Git'].map((name) => workbench.treeItem(new RegExp(`^${name}$`)));
    for (const repository of shown) await repository.waitFor();
    await scaffold(workbench, 'beside two', /Do Not Open/);
    await waitReady(workbench, 'beside two');
    for (const repository of shown) await repository.waitFor();
    await workbench.page.close();
  });
});
