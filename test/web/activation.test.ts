import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { BackendRoadmapApi } from '../../src/api';
import { CommandId } from '../../src/ids';
import { activate, resetEverything } from '../host/support/extension';
import { recordMessages, restoreWindow, type Shown } from '../host/support/messages';
import { until } from '../host/support/until';

describe('the installed extension, in a browser', () => {
  let api: BackendRoadmapApi;
  let messages: Shown[];
  const first = () => api.getRoadmap().sections[0]!.topics[0]!.id;

  before(async () => (api = await activate()));
  beforeEach(async () => {
    await resetEverything(api);
    messages = recordMessages();
  });
  afterEach(restoreWindow);
  after(() => resetEverything(api));

  it('runs in a worker', () => {
    assert.equal(vscode.env.uiKind, vscode.UIKind.Web);
    assert.equal(typeof process === 'undefined' || !('pid' in process), true);
  });

  it('registers every command', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(Object.values(CommandId).filter((id) => !registered.has(id)), []); // prettier-ignore
  });

  it('tells the roadmap and its progress', async () => {
    assert.deepEqual([api.version, api.getRoadmap().sections.length, api.getProgress().total], [1, 7, 20]);
    const told: (readonly string[])[] = [];
    const subscription = api.onDidChangeProgress(({ topicIds }) => told.push(topicIds));
    await api.setStatus(first(), 'done');
    subscription.dispose();
    assert.deepEqual([api.getStatus(first()), api.getProgress().done, told], ['done', 1, [[first()]]]);
  });

  it('has the same errors as on the desktop', async () => {
    assert.throws(() => api.getStatus('gone'), /There is no topic "gone"/);
    await assert.rejects(api.setStatus('gone', 'done'), /RangeError/);
    await assert.rejects(api.setStatus(first(), 'Done' as 'done'), /TypeError/);
    assert.equal(api.getProgress().done, 0);
  });

  it('ticks by command, and undoes', async () => {
    await vscode.commands.executeCommand(CommandId.markDone, first());
    assert.equal(api.getStatus(first()), 'done');
    await vscode.commands.executeCommand(CommandId.undo);
    assert.equal(api.getStatus(first()), 'todo');
    await vscode.commands.executeCommand(CommandId.markDone, { id: first() });
    assert.deepEqual([messages.at(-1)?.kind, api.getProgress().done], ['error', 0]);
  });

  it('opens a topic, for which it reads the whole roadmap', async () => {
    await vscode.commands.executeCommand(CommandId.openTopic, first());
    const { title } = api.getRoadmap().sections[0]!.topics[0]!;
    const labels = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
    await until('its tab is there', () => labels().includes(title));
    assert.deepEqual(messages, []);
  });
});
