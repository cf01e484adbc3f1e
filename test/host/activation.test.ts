import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ApiStatus, BackendRoadmapApi } from '../../src/api';
import { CommandId, EXTENSION_ID, scaffoldCommandOf } from '../../src/ids';
import { activate, resetEverything } from './support/extension';
import { installedStorage } from './support/home';

describe('the installed extension', () => {
  let api: BackendRoadmapApi;
  const first = () => api.getRoadmap().sections[0]!.topics[0]!.id;

  before(async () => (api = await activate()));
  beforeEach(() => resetEverything(api));
  after(() => resetEverything(api));

  it('registers every command of the manifest, and no other of its name', async () => {
    const { contributes } = vscode.extensions.getExtension(EXTENSION_ID)?.packageJSON as {
      contributes: { commands: { command: string }[]; views: Record<string, { id: string }[]> };
    };
    const views = Object.values(contributes.views).flat();
    const registered = (await vscode.commands.getCommands(true)).filter((id) => id.startsWith('backendRoadmap.'));
    // VS Code adds commands of its own for each view.
    const ours = registered.filter((id) => !views.some((view) => id.startsWith(`${view.id}.`)));
    assert.deepEqual(ours.sort(), contributes.commands.map(({ command }) => command).sort());
    const forProjects = scaffoldCommandOf('');
    assert.deepEqual(ours.filter((id) => !id.startsWith(forProjects)), Object.values(CommandId).sort()); // prettier-ignore
  });

  describe('its API', () => {
    it('is version 1 and tells the whole roadmap', () => {
      const { id, title, sections } = api.getRoadmap();
      assert.equal(api.version, 1);
      assert.equal(id, 'backend');
      assert.ok(title.length > 0);
      const topics = sections.flatMap((section) => section.topics);
      assert.deepEqual([sections.length, topics.length, api.getProgress().total], [7, 20, 20]);
      for (const topic of topics) assert.deepEqual(Object.keys(topic).sort(), ['hours', 'id', 'title']);
    });

    it('hands out copies: changing one changes nothing', () => {
      const roadmap = api.getRoadmap() as unknown as { sections: { topics: unknown[] }[] };
      roadmap.sections[0]!.topics.length = 0;
      roadmap.sections.length = 1;
      assert.equal(api.getRoadmap().sections.length, 7);
      assert.ok(api.getRoadmap().sections[0]!.topics.length > 0);
    });

    it('sets and gets a status, and counts it', async () => {
      await api.setStatus(first(), 'done');
      assert.equal(api.getStatus(first()), 'done');
      const { done, percent, nextTopicId } = api.getProgress();
      assert.deepEqual([done, percent, nextTopicId], [1, 5, api.getRoadmap().sections[0]!.topics[1]!.id]);
    });

    it('tells of a change once, with what changed, and of no change not at all', async () => {
      const told: (readonly string[])[] = [];
      const subscription = api.onDidChangeProgress(({ topicIds }) => told.push(topicIds));
      await api.setStatus(first(), 'doing');
      await api.setStatus(first(), 'doing');
      subscription.dispose();
      await api.setStatus(first(), 'done');
      assert.deepEqual(told, [[first()]]);
    });

    it('gives its event to disposables and this, like any event', async () => {
      const disposables: vscode.Disposable[] = [];
      const seen: unknown[] = [];
      const self = { name: 'listener' };
      api.onDidChangeProgress(function (this: unknown) { seen.push(this); }, self, disposables); // prettier-ignore
      await api.setStatus(first(), 'doing');
      assert.deepEqual(seen, [self]);
      assert.equal(disposables.length, 1);
      disposables[0]?.dispose();
    });

    it('a listener that throws does not stop the tick', async () => {
      const subscription = api.onDidChangeProgress(() => { throw new Error('a listener of a test'); }); // prettier-ignore
      await api.setStatus(first(), 'done');
      subscription.dispose();
      assert.equal(api.getStatus(first()), 'done');
    });

    it('has a RangeError for a topic that does not exist', async () => {
      const circular: Record<string, unknown> = {};
      circular['self'] = circular;
      for (const id of ['gone', '', '__proto__', 7, 7n, undefined, null, {}, circular] as string[]) {
        assert.throws(() => api.getStatus(id), RangeError);
        await assert.rejects(api.setStatus(id, 'done'), RangeError);
      }
      assert.equal(api.getProgress().done, 0);
    });

    it('has a TypeError for what is no status, and changes nothing', async () => {
      for (const status of ['Done', '', true, 7n, undefined, null, {}] as ApiStatus[]) {
        await assert.rejects(api.setStatus(first(), status), {
          name: 'TypeError',
          message: /^A status is one of todo, doing, done, skipped, not /,
        });
      }
      assert.equal(api.getStatus(first()), 'todo');
    });
  });

  describe('its journal', () => {
    const folder = join(installedStorage(), 'journal');
    const journal = (): string =>
      existsSync(folder)
        ? readdirSync(folder)
            .map((file) => readFileSync(join(folder, file), 'utf8'))
            .join('')
        : '';

    it('holds a tick in the same turn, before anything was awaited', async () => {
      const before = journal();
      const safe = api.setStatus(first(), 'skipped');
      const added = journal().slice(before.length);
      assert.match(added, new RegExp(`^\\{"k":"backend/${first()}#status","v":"skipped","t":\\d+,"w":"[a-z0-9]{10}"\\}\\n$`));
      await safe;
      assert.equal(journal().slice(before.length), added);
    });

    it('gets nothing when nothing changed', async () => {
      const before = journal();
      await api.setStatus(first(), 'todo');
      assert.equal(journal(), before);
    });
  });
});
