import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import { Workbench } from '../support/workbench';
import { openRoadmap } from './roadmap';

describe('scaffolding with git, beside a folder in which', function () {
  this.timeout(180_000);
  let ui: Ui;
  /** The folder around those that are open: where projects are made. */
  let home: string;

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'backend-roadmap-git-'));
    mkdirSync(join(home, 'nothing'));
    for (const repository of ['one', 'two/first', 'two/second']) {
      mkdirSync(join(home, repository), { recursive: true });
      execFileSync('git', ['init', '--quiet', '--initial-branch', 'trunk'], { cwd: join(home, repository) });
    }
    ui = await openRoadmap({ folder: join(home, 'nothing') });
  });
  after(() => ui.close());

  const isRepository = (name: string) => existsSync(join(home, name, '.git/HEAD'));

  /** What VS Code's git shows in the status bar of a repository: its branch, and which one it is where there are several. */
  const shown = ({ page }: Workbench, text: string) => page.locator('.statusbar-item', { hasText: text });

  async function scaffold(workbench: Workbench, name: string, afterwards: RegExp): Promise<void> {
    const input = workbench.quickInput;
    await workbench.runCommand('Backend Roadmap: Scaffold REST API');
    await input.waitOpen(/\(1\/4\)/);
    await input.type(name);
    await input.accept();
    await input.waitOpen(/\(2\/4\)/);
    await input.choose(home);
    await input.waitOpen(/\(3\/4\)/);
    await input.choose(/Initialise a Git Repository/);
    await input.waitOpen(/\(4\/4\)/);
    await input.choose(afterwards);
  }

  /** Waits for the end of scaffolding, whatever git asks or says meanwhile. */
  async function waitReady(workbench: Workbench, name: string): Promise<void> {
    await workbench.toast(`${join(home, name)} is ready.`).waitFor();
    assert.ok(isRepository(name));
    assert.equal(await workbench.quickInput.widget.isVisible(), false, 'git asks nothing');
    assert.equal(await workbench.dialog.count(), 0, 'git says nothing');
  }

  it('no repository is open: the project opens in a window of its own, and git says nothing', async () => {
    const opened = ui.browser.context.waitForEvent('page');
    await scaffold(ui.workbench, 'alone', /Open in New Window/);
    const window = new Workbench(await opened, ui.server);
    await window.waitReady();
    await window.editorTab('Preview README.md').waitFor({ timeout: 60_000 });
    assert.ok(isRepository('alone'));
    assert.equal(await ui.workbench.dialog.count(), 0);
    await window.page.close();
  });

  it('one repository is open: it stays open', async () => {
    const workbench = await ui.openWindow(join(home, 'one'));
    await shown(workbench, 'trunk').waitFor();
    await scaffold(workbench, 'beside one', /Open Nothing/);
    await waitReady(workbench, 'beside one');
    await shown(workbench, 'trunk').waitFor();
    await workbench.page.close();
  });

  it('two repositories are open: both stay open, and nobody asks which one is meant', async () => {
    const workbench = await ui.openWindow(join(home, 'two'));
    await workbench.openView('Source Control');
    const repositories = () =>
      workbench.page.locator('.scm-repositories-view .scm-provider .name, .scm-view .scm-provider .name').allInnerTexts();
    const areBothOpen = () => waitUntil('both repositories are open', async () => (await repositories()).sort().join() === 'first,second');
    await areBothOpen();
    await scaffold(workbench, 'beside two', /Open Nothing/);
    await waitReady(workbench, 'beside two');
    await areBothOpen();
    await workbench.page.close();
  });
});
