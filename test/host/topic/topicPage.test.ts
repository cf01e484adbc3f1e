import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { BackendRoadmapApi } from '../../../src/api';
import type { Element } from '../../../src/base/elements';
import { RoadmapIndex } from '../../../src/content/outline';
import { CommandId, ContextKey } from '../../../src/ids';
import { TopicLinks } from '../../../src/topic/topicLinks';
import { Log } from '../../../src/base/log';
import { recordContextKeys, restoreCommands } from '../support/contextKeys';
import { activate, resetEverything } from '../support/extension';
import { useFakePanel, type FakePanel } from '../support/fakePanel';
import { temporaryHome } from '../support/home';
import { recordMessages, replaceInWindow, restoreWindow } from '../support/messages';
import { allOf, shownParts, textOf } from '../support/shownParts';
import { until } from '../support/until';

const TOPIC = 'relational-databases';
const DOCUMENTATION = 'https://www.postgresql.org/docs/current/tutorial.html';

describe('the page of a topic, on the host', () => {
  let api: BackendRoadmapApi;
  let panel: FakePanel;
  const part = (name: string) => shownParts(panel.html(), panel.posted).get(name);
  /** The links that are ticked on the page. */
  const read = () => allOf(part('links')).flatMap(({ attributes }) => ('checked' in attributes ? [attributes['data-read']] : []));

  before(async () => {
    api = await activate();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  beforeEach(async () => {
    await resetEverything(api);
    panel = useFakePanel();
    await vscode.commands.executeCommand(CommandId.openTopic, TOPIC);
    assert.equal(panel.title(), 'Relational Databases and SQL');
    panel.send({ type: 'ready' });
  });
  afterEach(async () => {
    panel.close();
    restoreWindow();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** The first link of the topic, as the page has it. */
  const link = () => /data-read="([^"]+)"/.exec(panel.html())?.[1] ?? '';

  it('holds the lesson, its contents, the links and the projects', () => {
    const html = panel.html();
    for (const part of [
      'id="why-it-matters"',
      'href="#exercise"',
      'data-code="0"',
      'class="links"',
      'data-show-project=',
      'class="neighbours"',
    ]) {
      assert.ok(html.includes(part), part);
    }
    assert.doesNotMatch(html, /<script(?! nonce)|\son\w+=|javascript:/);
  });

  it('keeps which links were read, and takes no address that is not on the page', async () => {
    assert.deepEqual(read(), []);
    assert.match(link(), /^https:\/\//);
    panel.send({ type: 'setRead', topic: TOPIC, url: link(), read: true });
    await until('the page is told', () => read().join() === link());
    assert.match(textOf(part('links')), /1 of \d+ read$/);
    panel.send({ type: 'setRead', topic: TOPIC, url: `${DOCUMENTATION}?not-there`, read: true });
    panel.send({ type: 'setRead', topic: 'caching', url: link(), read: false });
    panel.send({ type: 'setRead', topic: TOPIC, url: link(), read: false });
    await until('the page is told', () => read().length === 0);
    assert.equal(panel.posted.filter((one) => (one as { type: string }).type === 'parts').length, 2, 'what was no link changed nothing');
  });

  it('keeps what was ticked in the exercise, through undo, a reset and an export', async () => {
    const ticked = () =>
      [...shownParts(panel.html(), panel.posted)].flatMap(([name, { attributes }]) =>
        name.startsWith('task-') && 'checked' in attributes ? [Number(attributes['data-task'])] : [],
      );
    const set = (index: number, done: boolean, topic = TOPIC) => panel.send({ type: 'setTask', topic, index, done });
    assert.deepEqual(ticked(), []);
    set(0, true);
    set(2, true);
    await until('the page is told', () => ticked().join() === '0,2');
    set(1, true, 'caching');
    set(99, true);
    set(0, true);
    await vscode.commands.executeCommand(CommandId.undo);
    await until('the last tick is taken back', () => ticked().join() === '0');
    const file = vscode.Uri.joinPath(temporaryHome(), 'tasks.json');
    replaceInWindow('showSaveDialog', () => Promise.resolve(file));
    recordMessages();
    await vscode.commands.executeCommand(CommandId.exportProgress);
    const exported = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    await vscode.workspace.fs.delete(file);
    assert.match(exported, new RegExp(`"backend/${TOPIC}#task:[0-9a-f]{16}"`));
    await vscode.commands.executeCommand(CommandId.resetTopic, TOPIC);
    await until('a reset takes it away, also from a topic that was not started', () => ticked().length === 0);
    await vscode.commands.executeCommand(CommandId.undo);
    await until('and undo brings it back', () => ticked().join() === '0');
    set(0, false);
    await until('the page is told', () => ticked().length === 0);
  });

  it('is told to begin at its title when the learner goes there, and not when the focus stays elsewhere', async () => {
    const begun = () => panel.posted.filter((one) => (one as { type: string }).type === 'begin').length;
    assert.equal(begun(), 1);
    await vscode.commands.executeCommand(CommandId.openTopic, TOPIC);
    panel.send({ type: 'ready' });
    assert.equal(begun(), 2, 'also when its page is open already, in sight or behind another tab');
    panel.send({ type: 'ready' });
    assert.equal(begun(), 2, 'once each time');
    await vscode.commands.executeCommand(CommandId.openTopic, TOPIC, { preserveFocus: true });
    await vscode.commands.executeCommand(CommandId.openTopic, 'caching', { preserveFocus: true });
    panel.send({ type: 'ready' });
    assert.equal(begun(), 2);
    await vscode.commands.executeCommand(CommandId.openTopic, TOPIC, { anchor: 'exercise' });
    panel.send({ type: 'ready' });
    assert.deepEqual(panel.posted.at(-1), { type: 'reveal', topic: TOPIC, heading: 'exercise' });
  });

  it('that is shown beside the editor in use is told to begin when it has become active', async () => {
    const begun = () => panel.posted.filter((one) => (one as { type: string }).type === 'begin').length;
    panel.setActive(false);
    await vscode.commands.executeCommand(CommandId.openTopic, TOPIC);
    assert.equal(begun(), 1, 'at its first opening');
    panel.setActive(true);
    assert.equal(begun(), 2);
    panel.setActive(false);
    panel.setActive(true);
    assert.equal(begun(), 2, 'who only goes back to it is left alone');
  });

  it('counts as opened, for the walkthrough, when it is shown', async () => {
    const keys = recordContextKeys();
    try {
      await vscode.commands.executeCommand(CommandId.openTopic, 'caching');
      assert.equal(keys.get(ContextKey.hasOpenedTopic), true);
    } finally {
      restoreCommands();
    }
  });

  it('is told what has changed, and nothing else', async () => {
    const sent = () =>
      panel.posted.flatMap((one) => (one as { parts?: Element[] }).parts ?? []).map(({ attributes }) => attributes['data-live']);
    assert.deepEqual(sent(), [], 'it is as it was drawn');
    await api.setStatus(TOPIC, 'doing');
    assert.deepEqual(sent(), ['facts', 'statuses']);
    assert.match(textOf(part('facts')), /^in progress·/);
    const pressed = allOf(part('statuses')).filter(({ attributes }) => attributes['aria-pressed'] === 'true');
    assert.deepEqual(pressed.map(textOf), ['·In Progress']);
    panel.send({ type: 'ready' });
    assert.deepEqual(sent(), ['facts', 'statuses', 'facts', 'statuses'], 'a page that was hidden begins as it was drawn');
  });

  it('shows a note as soon as it is saved, and takes it away with its text', async () => {
    const note = vscode.Uri.parse(`backend-roadmap-notes:/backend/${TOPIC}.md`);
    const write = (text: string) => vscode.workspace.fs.writeFile(note, new TextEncoder().encode(text));
    assert.ok('hidden' in (part('note')?.attributes ?? {}));
    await write('# Mine\n\nSee [the manual](https://www.postgresql.org/docs/) and <b>.');
    await until('the page is told', () => textOf(part('note')) === 'Your note·Mine·See ·the manual· and <b>.');
    assert.match(textOf(part('contents')), /Your note/);
    assert.match(textOf(part('actions')), /·Open Note·/);
    await write('  \n');
    await until('the page is told', () => textOf(part('note')) === '');
    assert.match(textOf(part('actions')), /·Open Note·/);
    assert.doesNotMatch(textOf(part('contents')), /Your note/);
  });

  it('copies code by its place, and no other text', async () => {
    await vscode.env.clipboard.writeText('before');
    panel.send({ type: 'copyCode', topic: TOPIC, index: 9_999, text: 'rm -rf /' });
    panel.send({ type: 'copyCode', topic: 'caching', index: 0 });
    panel.send({ type: 'copyCode', topic: TOPIC, index: 0, text: 'rm -rf /' });
    const copied = () => panel.posted.filter((one) => (one as { type: string }).type === 'copied');
    await until('the page is told', () => copied().length > 0);
    assert.deepEqual(copied(), [{ type: 'copied', topic: TOPIC, index: 0 }]);
    assert.match(await vscode.env.clipboard.readText(), /^CREATE TABLE customers \(\n/);
  });

  it('opens code in an editor of its language', async () => {
    panel.send({ type: 'openCode', topic: TOPIC, index: 0 });
    await until('the editor is there', () => vscode.window.activeTextEditor?.document.isUntitled === true);
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.languageId, 'sql');
    assert.match(document.getText(), /^CREATE TABLE customers \(\n/);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('does nothing for what it does not understand', async () => {
    // The colours of the theme come when they have been read.
    const answers = () => panel.posted.filter((one) => (one as { type: string }).type !== 'colours').length;
    const before = answers();
    for (const message of [
      undefined,
      'ready',
      { type: 'run', command: 'x' },
      { type: 'openTopic', topic: 'gone' },
      { type: 'copyCode', topic: TOPIC, index: -1 },
    ]) {
      panel.send(message);
    }
    panel.send({ type: 'setStatus', topic: TOPIC, status: 'doing' });
    await until('what it understands is done', () => api.getStatus(TOPIC) === 'doing');
    assert.equal(answers(), before + 1);
  });

  it('a link to the topic is put on the clipboard', async () => {
    panel.send({ type: 'copyLink', topic: TOPIC });
    const expected = `${vscode.env.uriScheme}://backend-roadmap.backend-roadmap/topic/${TOPIC}`;
    await until('it is there', async () => (await vscode.env.clipboard.readText()) === expected);
  });
});

describe('links to topics', () => {
  const index = new RoadmapIndex({
    id: 'r',
    title: 'R',
    sections: [{ id: 's', title: 'S', topics: [{ id: 'http', formerly: ['web'], title: 'HTTP', hours: 1 }] }],
    projects: [],
  });
  const opened: string[] = [];
  const links = new TopicLinks(index, { open: (id) => Promise.resolve(void opened.push(id)) }, new Log());
  const follow = (path: string) =>
    links.handleUri(vscode.Uri.from({ scheme: 'vscode', authority: 'backend-roadmap.backend-roadmap', path }));
  beforeEach(() => opened.splice(0));
  afterEach(restoreWindow);

  it('open a topic, also by an id of an earlier release', async () => {
    const messages = recordMessages();
    await follow('/topic/http');
    await follow('/topic/web/');
    assert.deepEqual([opened, messages], [['http', 'http'], []]);
  });

  for (const [path, said] of [
    ['/topic/gone', 'The link that was opened leads to a topic that is not in this roadmap.'],
    ['/topic/[Show it](command:workbench.action.quit)', 'The link that was opened leads to a topic that is not in this roadmap.'],
    ['/topic/../http', 'Backend Roadmap does not know what the link that was opened leads to.'],
    ['/topic', 'Backend Roadmap does not know what the link that was opened leads to.'],
    ['/reset', 'Backend Roadmap does not know what the link that was opened leads to.'],
    [`/${'x'.repeat(200)}`, 'Backend Roadmap does not know what the link that was opened leads to.'],
  ] as const) {
    it(`say so in one sentence when they lead nowhere: ${path.slice(0, 20)}`, async () => {
      const messages = recordMessages();
      await follow(path);
      assert.deepEqual([opened, messages.map(({ kind, text }) => [kind, text])], [[], [['warning', said]]]);
    });
  }
});
