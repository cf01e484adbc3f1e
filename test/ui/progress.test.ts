/** No tick is lost: not by two windows at once, a reload, a crash, another browser or damaged files. */
import { strict as assert } from 'node:assert';
import { killExtensionHosts } from '../support/extensionHosts';
import type { Ui } from '../support/ui';
import type { Workbench } from '../support/workbench';
import { openRoadmap, openRoadmapView, startAfresh, tick, TOPICS, waitForStatus, waitForTick } from './roadmap';
import { damageStoredCopy, storedFiles, writeJournal } from './stored';

describe('progress is never lost', function () {
  this.timeout(120_000);
  let ui: Ui;
  let workbench: Workbench;

  before(async () => {
    ui = await openRoadmap();
    workbench = ui.workbench;
  });
  beforeEach(() => startAfresh(workbench));
  after(() => ui.close());

  /** Reloads as a person in a hurry does, and waits until the roadmap is back. */
  async function reload(window: Workbench): Promise<void> {
    await window.reload();
    await openRoadmapView(window);
  }

  it('when two windows tick in turn and at the same time', async () => {
    const other = await ui.openWindow();
    await openRoadmapView(other);
    for (const [index, topic] of TOPICS.slice(0, 10).entries()) await tick(index % 2 === 0 ? workbench : other, topic);
    const tickAll = async (window: Workbench, topics: string[]): Promise<void> => {
      for (const topic of topics) await tick(window, topic);
    };
    await Promise.all([tickAll(workbench, TOPICS.slice(10, 15)), tickAll(other, TOPICS.slice(15))]);
    for (const window of [workbench, other]) {
      await waitForStatus(window, '20/20');
      for (const topic of TOPICS) await waitForTick(window, topic);
    }
    await other.page.close();
    await reload(workbench);
    await waitForStatus(workbench, '20/20');
  });

  it('when the window is reloaded right after a tick', async () => {
    await tick(workbench, 'Caching');
    await waitForStatus(workbench, '1/20');
    await reload(workbench);
    await waitForStatus(workbench, '1/20');
    await waitForTick(workbench, 'Caching');
  });

  it('when the extension host is killed right after a tick', async () => {
    for (const topic of ['Caching', 'HTTP and HTTPS', 'REST API Design']) await tick(workbench, topic);
    await waitForStatus(workbench, '3/20');
    await killExtensionHosts(ui.server);
    await reload(workbench);
    await waitForStatus(workbench, '3/20');
    for (const topic of ['Caching', 'HTTP and HTTPS', 'REST API Design']) await waitForTick(workbench, topic);
  });

  it('when another browser opens the same server', async () => {
    await tick(workbench, 'Git Fundamentals');
    await waitForStatus(workbench, '1/20');
    const elsewhere = await ui.openElsewhere({ viewport: { width: 1280, height: 1400 } });
    await openRoadmapView(elsewhere);
    await waitForStatus(elsewhere, '1/20');
    await elsewhere.page.getByText('Tick what you know already').waitFor({ state: 'hidden' });
    await tick(elsewhere, 'Caching');
    await waitForStatus(workbench, '2/20');
    await waitForTick(workbench, 'Caching');
    await elsewhere.page.close();
  });

  it('when lines of the journal are damaged: what can be read is shown, and the file is kept', async () => {
    const damaged = await writeJournal(ui.server, 'damaged', [
      '{"k":"backend/caching#status","v":"done","t":0,"w":',
      { topic: 'nosql-databases', status: 'done' },
      '\u0000\u0001 garbage',
      { topic: 'rest-api-design', status: 'doing' },
      { torn: 'caching', status: 'done' },
    ]);
    await reload(workbench);
    await waitForStatus(workbench, '1/20');
    await waitForTick(workbench, 'NoSQL Databases');
    await workbench.treeItem(/^REST API Design, in progress/).waitFor();
    await waitForTick(workbench, 'Caching', false);
    assert.equal(await workbench.toasts.count(), 0, 'nothing that a learner could do something about');
    await tick(workbench, 'Caching');
    await waitForStatus(workbench, '2/20');
    assert.equal(await damaged.isUnchanged(), true);
  });

  it('when the copy for Settings Sync is damaged: the journal is shown, and the original is set aside', async () => {
    await tick(workbench, 'Git Fundamentals');
    await waitForStatus(workbench, '1/20');
    await damageStoredCopy(workbench.page, 'git-fundamentals', '{"format":"backend-roadmap-progress","version":1,"registers":"gone"}');
    await workbench.waitReady();
    // First of all: a toast does not wait for ever.
    await workbench.clickToast('Part of your stored roadmap progress could not be read.', 'Show the Original');
    await openRoadmapView(workbench);
    await waitForStatus(workbench, '1/20');
    await workbench.page.locator('.part.editor .tab', { hasText: /^progress-.*\.json$/ }).waitFor();
    await workbench.page.locator('.view-lines', { hasText: 'gone' }).waitFor();
    assert.equal((await storedFiles(ui.server, 'set-aside')).length, 1);
    await waitForTick(workbench, 'Git Fundamentals');
  });
});
