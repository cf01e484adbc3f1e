import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { BackendRoadmapApi } from '../../src/api';
import { CommandId, ViewId } from '../../src/ids';
import { activate, resetEverything } from './support/extension';
import { recordMessages, replaceInWindow, restoreWindow, type Shown } from './support/messages';
import { until } from './support/until';

const run = (command: CommandId, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);

/** JSON has no words for it. */
function circular(): object {
  const object: Record<string, unknown> = {};
  return Object.assign(object, { self: object });
}

describe('commands', () => {
  let api: BackendRoadmapApi;
  let messages: Shown[];
  /** What the status bar said. */
  let said: string[];
  const topics = () => api.getRoadmap().sections.flatMap((section) => section.topics.map(({ id }) => id));
  /** A section with this many topics. */
  const section = (count: number) => api.getRoadmap().sections.find((one) => one.topics.length === count)!;
  const statuses = () => topics().map((id) => api.getStatus(id)).join(); // prettier-ignore
  const texts = () => messages.map(({ kind, text }) => `${kind}: ${text}`);

  /** Shows the tree, or the explorer in its place. */
  const showTree = async (isShown: boolean) => {
    await vscode.commands.executeCommand(isShown ? `${ViewId.roadmap}.focus` : 'workbench.view.explorer');
  };

  before(async () => (api = await activate()));
  beforeEach(async () => {
    await resetEverything(api);
    messages = recordMessages();
    said = [];
    replaceInWindow('setStatusBarMessage', (text: string) => {
      said.push(text);
      return { dispose: () => undefined };
    });
  });
  afterEach(restoreWindow);
  after(() => resetEverything(api));

  describe('that set a status', () => {
    for (const [command, status] of [
      [CommandId.markDone, 'done'],
      [CommandId.startLearning, 'doing'],
      [CommandId.skip, 'skipped'],
    ] as const) {
      // prettier-ignore
      it(`${command} sets ${status} by id, asks nothing, and says nothing that is seen anyway`, async () => {
        const [id = ''] = topics();
        await run(command, id);
        assert.equal(api.getStatus(id), status);
        assert.deepEqual([texts(), said], [[], []]);
        await run(CommandId.undo);
        assert.equal(api.getStatus(id), 'todo');
      });
    }

    it('take the rows of the tree, one or the selection, and leave out rows that are no topics', async () => {
      const [a = '', b = '', c = ''] = topics();
      const row = (id: string) => ({ kind: 'topic', topic: { id } });
      await run(CommandId.markDone, row(a), undefined);
      await run(CommandId.skip, row(b), [row(b), { kind: 'section', section: {} }, { kind: 'milestone' }, row(c)]);
      assert.deepEqual([a, b, c].map((id) => api.getStatus(id)), ['done', 'skipped', 'skipped']); // prettier-ignore
      assert.deepEqual(texts(), ['info: 2 topics: skipped']);
    });

    it('say nothing when nothing changes', async () => {
      const [id] = topics();
      await run(CommandId.markDone, id);
      messages.length = 0;
      await run(CommandId.markDone, id);
      assert.deepEqual(texts(), []);
    });

    it('let the learner pick when they are given nothing', async () => {
      const [, second = ''] = topics();
      let items: { label: string; topic: { id: string } }[] = [];
      replaceInWindow('showQuickPick', (offered: typeof items) => {
        items = offered;
        return Promise.resolve(offered[1]);
      });
      await showTree(false);
      // That the tree is hidden reaches the extension in its own time: until then its row shows the topic, and nothing is said.
      await until('the tree is hidden', async () => {
        await run(CommandId.markDone);
        if (said.length === 0) await api.setStatus(second, 'todo');
        return said.length > 0;
      });
      assert.deepEqual([items.length, api.getStatus(second), api.getProgress().done], [20, 'done', 1]);
      assert.deepEqual([texts(), said], [[], ['HTTP and HTTPS: completed']], 'nothing shows the topic but the status bar');
      replaceInWindow('showQuickPick', () => Promise.resolve(undefined));
      await run(CommandId.markDone);
      await run(CommandId.completeSection);
      assert.equal(api.getProgress().done, 1);
    });

    it('say nothing of a picked topic whose row is in sight', async () => {
      replaceInWindow('showQuickPick', (offered: readonly unknown[]) => Promise.resolve(offered[1]));
      await showTree(true);
      const [, second = ''] = topics();
      // That the tree is there reaches the extension in its own time: until then nothing shows the topic, and it is said.
      await until('the tree is there', async () => {
        said.length = 0;
        await api.setStatus(second, 'todo');
        await run(CommandId.skip);
        return said.length === 0;
      });
      assert.deepEqual([api.getStatus(second), api.getProgress().done, texts(), said], ['skipped', 0, [], []]);
      await showTree(false);
    });

    it('toggle ticks, and clears the ticks only when all have one', async () => {
      const [a = '', b = ''] = topics();
      await run(CommandId.toggleTopic, a);
      assert.equal(api.getStatus(a), 'done');
      await run(CommandId.toggleTopic, a, [a, b]);
      assert.deepEqual([api.getStatus(a), api.getStatus(b)], ['done', 'done']);
      await run(CommandId.toggleTopic, a, [a, b]);
      assert.deepEqual([api.getStatus(a), api.getStatus(b)], ['todo', 'todo']);
    });
  });

  describe('given what they do not understand', () => {
    const strange: [name: string, value: unknown, said: RegExp][] = [
      ['an unknown id', 'no-such-topic', /There is no topic "no-such-topic" in this roadmap\. Nothing was changed\./],
      ['a long id', 'x'.repeat(500), /There is no topic "x{60}…"/],
      ['a number', 7, /needs the id of a topic, but it was given number 7\. Nothing was changed\./],
      ['a boolean', true, /given boolean true/],
      ['what has no JSON', 7n, /given bigint 7/],
      ['an object that holds itself', circular(), /given an object/],
      ['an object', { id: 'x' }, /given an object/],
      ['a row without its topic', { kind: 'topic' }, /given an object/],
      ['a row of another extension', { kind: 'topic', topic: { id: 'gone' } }, /There is no topic "gone"/],
      ['a section', { kind: 'section', section: { id: 'databases' } }, /given an object/],
      ['a list', ['http-and-https'], /given a list/],
      ['an address', vscode.Uri.file('/x'), /given an object/],
    ];
    const commands = [
      CommandId.markDone,
      CommandId.startLearning,
      CommandId.skip,
      CommandId.toggleTopic,
      CommandId.resetTopic,
      CommandId.openTopic,
    ];
    for (const [name, value, said] of strange) {
      it(`${name}: one message, nothing changed, nothing thrown`, async () => {
        const before = statuses();
        for (const command of commands) {
          messages.length = 0;
          await run(command, value);
          assert.deepEqual([messages.length, messages[0]?.kind], [1, 'error'], command);
          assert.match(messages[0]?.text ?? '', said);
        }
        assert.equal(statuses(), before);
      });
    }

    it('one wrong row in a selection: none of the others is changed', async () => {
      const [a] = topics();
      await run(CommandId.markDone, a, [a, 'no-such-topic']);
      assert.equal(api.getProgress().done, 0);
      assert.match(texts().join(), /^error: There is no topic "no-such-topic"/);
    });

    it('what nobody expected is told as such, and still nothing is thrown', async () => {
      const trap = {
        get kind(): string {
          throw new Error('a trap of a test');
        },
      };
      await run(CommandId.markDone, trap);
      assert.deepEqual([messages.length, messages[0]?.kind], [1, 'error']);
      assert.match(messages[0]?.text ?? '', /could not finish: .*a trap of a test\.$/);
    });

    it('sections likewise', async () => {
      for (const [value, said] of [
        ['gone', /no section "gone"/],
        [7, /id of a section, but it was given number 7/],
        [{ kind: 'section' }, /an object/],
      ] as const) {
        // prettier-ignore
        for (const command of [CommandId.completeSection, CommandId.resetSection]) {
          messages.length = 0;
          await run(command, value);
          assert.match(texts().join(), said);
        }
      }
      assert.equal(api.getProgress().done, 0);
    });
  });

  describe('for whole sections', () => {
    it('complete up to three topics without asking', async () => {
      const { id, topics: three } = section(3);
      await run(CommandId.completeSection, id);
      assert.ok(three.every((topic) => api.getStatus(topic.id) === 'done'));
      assert.deepEqual([messages.length, messages[0]?.modal], [1, false]);
      await run(CommandId.undo);
      assert.equal(api.getProgress().done, 0);
    });

    it('ask before more than three, naming them, and do nothing without a yes', async () => {
      const [first, ...others] = topics();
      await run(CommandId.markDone, first, [first, ...others]);
      messages.length = 0;
      await run(CommandId.resetAll);
      const [question] = messages;
      assert.deepEqual([question?.modal, question?.text], [true, `Reset 20 topics of ${api.getRoadmap().title}?`]);
      assert.equal(question?.detail?.split('\n').length, 20);
      assert.equal(api.getProgress().done, 20);
    });

    it('go on after a yes, and undo brings it back', async () => {
      const [first, second] = topics();
      await run(CommandId.markDone, first);
      await run(CommandId.skip, second);
      messages = recordMessages(({ modal }) => (modal ? 'Reset All Progress' : undefined));
      await run(CommandId.resetAll);
      assert.deepEqual(messages[0]?.detail?.split('\n').map((line) => line.split(': ')[1]), ['completed', 'skipped']); // prettier-ignore
      assert.equal(new Set(statuses().split(',')).size, 1);
      await run(CommandId.undo);
      assert.deepEqual([api.getStatus(first!), api.getStatus(second!)], ['done', 'skipped']);
    });

    it('reset one section, up to three topics without asking, and leave the others', async () => {
      const { id, topics: three } = section(3);
      const other = topics().find((topic) => !three.some((one) => one.id === topic))!;
      await run(CommandId.markDone, other);
      await run(CommandId.completeSection, id);
      messages.length = 0;
      await run(CommandId.resetSection, id);
      assert.deepEqual([api.getProgress().done, api.getStatus(other), messages.length, messages[0]?.modal], [1, 'done', 1, false]);
    });

    it('reset one topic without a toast', async () => {
      const [id = ''] = topics();
      await run(CommandId.skip, id);
      await run(CommandId.resetTopic, id);
      assert.deepEqual([api.getStatus(id), texts(), said], ['todo', [], ['How the Internet Works: 1 topic reset.']]);
    });

    it('say so when there is nothing to do', async () => {
      const { id, title } = section(3);
      await run(CommandId.resetSection, id);
      await run(CommandId.completeSection, id);
      await run(CommandId.completeSection, id);
      assert.equal(texts()[0], `info: ${title}: there is nothing to reset.`);
      assert.equal(texts()[2], `info: Every topic of ${title} is completed already.`);
    });
  });

  it('the Undo on the toast takes back what it tells of', async () => {
    messages = recordMessages(() => 'Undo');
    const [a = '', b = ''] = topics();
    await run(CommandId.markDone, a, [a, b]);
    await until('they are taken back', () => api.getStatus(a) === 'todo' && api.getStatus(b) === 'todo');
    assert.deepEqual(texts(), ['info: 2 topics: completed']);
  });

  it('hide and show completed topics by the setting', async () => {
    const hides = () => vscode.workspace.getConfiguration('backendRoadmap').get('tree.hideCompleted');
    await run(CommandId.hideCompleted);
    assert.equal(hides(), true);
    await run(CommandId.showCompleted);
    assert.equal(hides(), false);
  });

  it('continue opens the next topic, and says so when nothing is left', async () => {
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
    const [first] = api.getRoadmap().sections[0]!.topics;
    await run(CommandId.continue);
    await until('the topic is open', () => tabs().includes(first!.title));
    assert.equal(api.getStatus(first!.id), 'doing', 'it is being learned from now on');
    await run(CommandId.markDone, first!.id);
    await run(CommandId.continue);
    await until('the second is open', () => tabs().includes(api.getRoadmap().sections.flatMap((one) => one.topics)[1]!.title));
    assert.equal(api.getStatus(topics()[1]!), 'doing');
    await run(CommandId.openTopic, topics()[4]);
    const fifth = api.getRoadmap().sections.flatMap((one) => one.topics)[4]!;
    await until('the next topic took its place', () => tabs().includes(fifth.title) && !tabs().includes(first!.title));
    const [id, ...others] = topics();
    await run(CommandId.markDone, id, [id, ...others]);
    messages.length = 0;
    await run(CommandId.continue);
    assert.match(texts().join(), /^info: All 20 topics are completed\./);
  });
});
