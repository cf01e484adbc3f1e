import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { BackendRoadmapApi } from '../../../src/api';
import { CommandId, ViewId } from '../../../src/ids';
import { activate, resetEverything } from '../support/extension';
import { until } from '../support/until';

const run = (command: string) => vscode.commands.executeCommand(command);

describe('keys in the tree', () => {
  let api: BackendRoadmapApi;
  const done = () => {
    const topics = api.getRoadmap().sections.flatMap((section) => section.topics);
    return topics.flatMap(({ id }, i) => (api.getStatus(id) === 'done' ? [i + 1] : []));
  };

  /** Focuses the first section, unfolded: its command ends before its rows are there, and then its first topic can be ticked. */
  const focusSection = async () => {
    await until('the first topic is below its section', async () => {
      // A view without rows has nothing to focus, so it is asked again.
      await run(`${ViewId.roadmap}.focus`);
      for (const command of ['list.focusFirst', 'list.expand', 'list.focusFirst', 'list.focusDown', CommandId.toggleTopic])
        await run(command);
      return done().length > 0;
    });
    assert.deepEqual(done(), [1]);
    await run(CommandId.toggleTopic);
    await run('list.focusFirst');
  };

  before(async () => {
    api = await activate();
    await resetEverything(api);
  });
  beforeEach(async () => {
    await resetEverything(api);
    await run('list.clear');
    await focusSection();
  });
  after(() => resetEverything(api));

  it('Space ticks the focused row, and clears the tick when it is pressed again', async () => {
    await run('list.focusDown');
    await run(CommandId.toggleTopic);
    assert.deepEqual(done(), [1]);
    await run(CommandId.toggleTopic);
    assert.deepEqual(done(), []);
  });

  it('Space on the next row leaves the row before alone', async () => {
    await run('list.focusDown');
    await run(CommandId.toggleTopic);
    await run('list.focusDown');
    await run(CommandId.toggleTopic);
    assert.deepEqual(done(), [1, 2]);
    await run('list.focusUp');
    await run(CommandId.toggleTopic);
    assert.deepEqual(done(), [2]);
  });

  it('Space on a section ticks nothing', async () => {
    await run(CommandId.toggleTopic);
    assert.deepEqual(done(), []);
  });

  const openTitles = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

  it('Enter opens the topic of the focused row, and folds a section', async () => {
    await run(CommandId.enterRow);
    await run('list.focusDown');
    await run(CommandId.enterRow);
    await run('list.expand');
    assert.ok(!openTitles().includes('How the Internet Works'), 'the section was folded, so the focus is on another row');
    await focusSection();
    await run('list.focusDown');
    await run(CommandId.enterRow);
    await until('the topic is open', () => openTitles().includes('How the Internet Works'));
    await run('workbench.action.closeAllEditors');
    await run(`${ViewId.roadmap}.focus`);
    assert.deepEqual(done(), []);
  });

  it('Space ticks all selected rows when the focus is on one of them', async () => {
    await run('list.focusDown');
    await run('list.toggleSelection');
    await run('list.expandSelectionDown');
    await run(CommandId.toggleTopic);
    assert.deepEqual(done(), [1, 2]);
  });
});
