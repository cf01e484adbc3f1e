/** Progress in files: exported, imported, refused; and what else a learner can get wrong, and take back. */
import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTemporary } from '../support/temporary';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { openRoadmap, resetAll, startAfresh, tick, waitForCount, waitForStatus, waitForTick, waitForTopic, writeKeys } from './roadmap';
import { writeJournal } from './stored';

const TICKED = ['How the Internet Works', 'Git Fundamentals', 'Caching'];

describe('progress in files', function () {
  this.timeout(120_000);
  const folder = makeTemporary('folder');
  let ui: Ui;
  let workbench: Workbench;

  before(async () => {
    ui = await openRoadmap({
      folder,
      prepare: async (dataDir) => {
        await writeKeys(dataDir, [
          { key: 'ctrl+alt+1', command: 'backendRoadmap.markDone', args: { topic: 42 } },
          { key: 'ctrl+alt+2', command: 'backendRoadmap.completeSection', args: 'no-such-section' },
        ]);
        // There before the window opens for the first time.
        await writeJournal({ dataDir }, 'from-before', ['not a line of ours', { topic: 'caching', status: 'done' }, '{"k":1}']);
      },
    });
    workbench = ui.workbench;
  });
  after(() => ui.close());
  const afresh = () => startAfresh(workbench);

  /** Answers VS Code's own file dialog, which asks for a path. */
  async function answerFileDialog(title: string, path: string): Promise<void> {
    await workbench.quickInput.waitOpen(title);
    // Its first folder comes a moment after the dialog, and would replace what was typed.
    await workbench.quickInput.option('..').waitFor();
    await workbench.quickInput.type(path);
    await workbench.quickInput.accept();
    await workbench.quickInput.waitClosed();
  }

  async function importFile(name: string, content?: string): Promise<void> {
    if (content !== undefined) await writeFile(join(folder, name), content);
    await workbench.runCommand('Backend Roadmap: Import Progress…');
    await answerFileDialog('Import Progress', join(folder, name));
  }

  async function exportAs(kind: 'Progress' | 'Checklist', name: string): Promise<string> {
    await workbench.runCommand(`Backend Roadmap: Export ${kind === 'Progress' ? 'Progress…' : 'Checklist as Markdown…'}`);
    const path = join(folder, name);
    await answerFileDialog(`Export ${kind}`, path);
    await workbench.toast(`Saved to ${name}.`).waitFor();
    return readFile(path, 'utf8');
  }

  it('shows what could be read of a journal that was damaged before the start', async () => {
    await waitForStatus(workbench, '1/20');
    await waitForTick(workbench, 'Caching');
  });

  it('an export brings everything back after a reset', async () => {
    await afresh();
    for (const topic of TICKED) await tick(workbench, topic);
    await workbench.rowAction(workbench.treeItem('NoSQL Databases'), 'Start Learning');
    await waitForStatus(workbench, '3/20');
    const { format, version, registers } = JSON.parse(await exportAs('Progress', 'backup.json')) as Record<string, object>;
    assert.deepEqual([format, version], ['backend-roadmap-progress', 1]);
    assert.ok('backend/caching#status' in (registers ?? {}));

    await resetAll(workbench);
    await workbench.clearToasts();
    await importFile('backup.json');
    await workbench.clickToast('Reset here since backup.json was written, and left so: 4 topics.', 'Bring Back');
    await waitForStatus(workbench, '3/20');
    for (const topic of TICKED) await waitForTick(workbench, topic);
    await waitForTopic(workbench, 'NoSQL Databases', 'in progress');
    await workbench.clickToast('Brought back from backup.json: 4 topics.', 'Undo');
    await waitForStatus(workbench, '0/20');
  });

  it('an import merges: what is newer here stays', async () => {
    await afresh();
    await tick(workbench, 'Caching');
    await waitForStatus(workbench, '1/20');
    const register = (v: string, t: number) => ({ v, t, w: 'elsewhere' });
    const registers = {
      'backend/caching#status': register('skipped', 1_000),
      'backend/git-fundamentals#status': register('done', Date.now()),
    };
    await importFile('other.json', JSON.stringify({ format: 'backend-roadmap-progress', version: 1, registers }));
    await workbench.toast('Imported 1 topic from other.json. What was newer here was kept.').waitFor();
    await waitForStatus(workbench, '2/20');
    await waitForTick(workbench, 'Caching');
    await workbench.clickToast('Imported 1 topic', 'Undo');
    await waitForStatus(workbench, '1/20');
  });

  for (const { what, content, reason } of [
    { what: 'that is no JSON', content: 'Dear diary', reason: /it is not JSON \(.*\)\./ },
    { what: 'of another program', content: '{"version":1}', reason: 'it is not an export of Backend Roadmap.' },
    {
      what: 'of a newer release',
      content: '{"format":"backend-roadmap-progress","version":99,"registers":{"backend/caching#status":{"v":"done","t":1,"w":"x"}}}',
      reason: 'it was written by a newer release (format 99); update the extension first.',
    },
  ]) {
    it(`a file ${what} is refused with the reason, and changes nothing`, async () => {
      await afresh();
      await tick(workbench, 'Git Fundamentals');
      await waitForStatus(workbench, '1/20');
      await importFile('wrong.json', content);
      const toast = workbench.toast(/^wrong\.json was not imported: .* Your progress is unchanged\.$/);
      await toast.filter({ hasText: reason }).waitFor();
      await waitForStatus(workbench, '1/20');
      await waitForTick(workbench, 'Git Fundamentals');
    });
  }

  it('a checklist in Markdown has every topic, ticked or not', async () => {
    await afresh();
    await tick(workbench, 'HTTP and HTTPS');
    await workbench.rowAction(workbench.treeItem('How the Internet Works'), 'Skip');
    await waitForTopic(workbench, 'How the Internet Works', 'skipped');
    const checklist = await exportAs('Checklist', 'roadmap.md');
    assert.match(
      checklist,
      /^# Backend Developer Roadmap\n\n1\/20 completed \(5% without skipped topics\)\n\n## Internet Fundamentals \(1\/2\)\n/,
    );
    assert.match(checklist, /- \[ \] How the Internet Works \(skipped\)\n- \[x\] HTTP and HTTPS\n\n★ You understand how the web works!\n/);
    assert.equal(checklist.match(/^- \[[ x]\] /gm)?.length, 20);
    await workbench.clickToast('Saved to roadmap.md.', 'Open');
    await workbench.editorTab('roadmap.md').waitFor();
  });

  it('a file dialog that is closed leaves no file', async () => {
    await afresh();
    await rm(join(folder, 'backup.json'), { force: true });
    await workbench.runCommand('Backend Roadmap: Export Progress…');
    await workbench.quickInput.waitOpen('Export Progress');
    await workbench.quickInput.type(join(folder, 'backup.json'));
    await workbench.quickInput.cancel();
    await waitForStatus(workbench, '0/20');
    assert.equal(existsSync(join(folder, 'backup.json')), false);
  });

  it('Undo takes back one change after the other, and says which', async () => {
    await afresh();
    await tick(workbench, 'Caching');
    await tick(workbench, 'Git Fundamentals');
    await waitForStatus(workbench, '2/20');
    for (const [topic, status] of [
      ['Git Fundamentals', '1/20'],
      ['Caching', '0/20'],
    ] as const) {
      await workbench.runCommand('Backend Roadmap: Undo Last Change');
      await waitForStatus(workbench, status);
      await waitForTick(workbench, topic, false);
      await workbench.page.locator('.part.statusbar').getByText(`Undone: ${topic}`).waitFor();
    }
    await waitForCount(workbench, 'Databases', '0/4');
  });

  it('a keybinding with a wrong argument gets one message, and changes nothing', async () => {
    await afresh();
    for (const [key, message] of [
      ['Control+Alt+1', 'This command needs the id of a topic, but it was given an object. Nothing was changed.'],
      ['Control+Alt+2', 'There is no section "no-such-section" in this roadmap. Nothing was changed.'],
    ] as const) {
      await workbench.dismissAll();
      await workbench.page.keyboard.press(key);
      await workbench.toast(message).waitFor();
      await waitUntil('there is one message', async () => (await workbench.toasts.count()) === 1);
      await waitForStatus(workbench, '0/20');
    }
  });
});
