import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { BackendRoadmapApi } from '../../../src/api';
import type { Element } from '../../../src/base/elements';
import { RoadmapIndex } from '../../../src/content/outline';
import { CommandId } from '../../../src/ids';
import { TopicLinks } from '../../../src/topic/topicLinks';
import { Log } from '../../../src/base/log';
import { activate, resetEverything } from '../support/extension';
import { useFakePanel, type FakePanel } from '../support/fakePanel';
import { recordMessages, restoreWindow } from '../support/messages';
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

  it('is told what has changed, and nothing else', async () => {
    const sent = () =>
      panel.posted.flatMap((one) => (one as { parts?: Element[] }).parts ?? []).map(({ attributes }) => attributes['data-live']);
    assert.deepEqual(sent(), [], 'it is as it was drawn');
    await api.setStatus(TOPIC, 'doing');
    assert.deepEqual(sent(), ['facts', 'statuses']);
    assert.match(textOf(part('facts')), /^·learning·/);
    const pressed = allOf(part('statuses')).filter(({ attributes }) => attributes['aria-pressed'] === 'true');
    assert.deepEqual(pressed.map(textOf), ['Learning']);
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
    assert.match(textOf(part('actions')), /Open Your Note/);
    await write('  \n');
    await until('the page is told', () => textOf(part('note')) === '');
    assert.match(textOf(part('actions')), /Write a Note/);
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
    ['/topic/gone', 'This link leads to the topic "gone", which is not in this roadmap.'],
    ['/topic/../http', 'Backend Roadmap does not know what this link leads to: /topic/../http'],
    ['/topic', 'Backend Roadmap does not know what this link leads to: /topic'],
    ['/reset', 'Backend Roadmap does not know what this link leads to: /reset'],
    [`/${'x'.repeat(200)}`, `Backend Roadmap does not know what this link leads to: /${'x'.repeat(59)}…`],
  ] as const) {
    it(`say so in one sentence when they lead nowhere: ${path.slice(0, 20)}`, async () => {
      const messages = recordMessages();
      await follow(path);
      assert.deepEqual([opened, messages.map(({ kind, text }) => [kind, text])], [[], [['warning', said]]]);
    });
  }
});
