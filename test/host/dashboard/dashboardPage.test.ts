import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Library } from '../../../src/content/library';
import { outlineOf, RoadmapIndex } from '../../../src/content/outline';
import type { Roadmap } from '../../../src/content/schema';
import { DashboardPage } from '../../../src/dashboard/dashboardPage';
import { parseDashboardMessage, type DashboardChanges } from '../../../src/dashboard/model/protocol';
import { EXTENSION_ID } from '../../../src/ids';
import type { Log } from '../../../src/base/log';
import { useFakePanel, type FakePanel } from '../support/fakePanel';
import { temporaryHome } from '../support/home';
import { restoreWindow } from '../support/messages';
import { noRepos, TestMachine, type TestWindow } from '../support/stores';
import { textOf } from '../support/shownParts';
import { until } from '../support/until';

const NEXT = 'how-the-internet-works';

describe('the dashboard, on the host', () => {
  let machine: TestMachine;
  let window: TestWindow;
  let panel: FakePanel;
  let page: DashboardPage;
  let warnings: string[];
  let ran: unknown[][];
  const { executeCommand } = vscode.commands;

  /** Everything that the page was sent, as it arrives there. */
  const sent = (): DashboardChanges[] =>
    panel.posted.flatMap((message) => {
      const parsed = parseDashboardMessage(JSON.parse(JSON.stringify(message)));
      assert.ok(parsed, `the page understands ${JSON.stringify(message)}`);
      return parsed.type === 'parts' ? [parsed] : [];
    });
  /** How often its title was to take the focus. */
  const begun = () => panel.posted.filter((message) => parseDashboardMessage(message)?.type === 'begin').length;
  const names = ({ parts }: DashboardChanges): string[] => parts.map(({ attributes }) => attributes['data-live'] ?? '');
  const partOf = (changes: DashboardChanges | undefined, name: string) =>
    changes?.parts.find(({ attributes }) => attributes['data-live'] === name);
  const statusOf = (changes: DashboardChanges | undefined, topic: string) => partOf(changes, `topic:${topic}`)?.attributes['data-status'];

  beforeEach(async () => {
    machine = TestMachine.in(temporaryHome());
    const { extensionUri } = vscode.extensions.getExtension(EXTENSION_ID) ?? assert.fail('the extension is there');
    const file = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', 'content', 'backend', 'roadmap.json'));
    const roadmap = JSON.parse(new TextDecoder().decode(file)) as Roadmap;
    const index = new RoadmapIndex(outlineOf(roadmap));
    window = await machine.newLoadedWindow(index);
    panel = useFakePanel();
    warnings = [];
    ran = [];
    (vscode.commands as { executeCommand: unknown }).executeCommand = (...args: unknown[]) => Promise.resolve(void ran.push(args));
    page = await DashboardPage.open({
      extensionUri,
      library: {
        index,
        load: () => Promise.resolve(roadmap),
        quizzes: { has: () => true },
        stages: { has: (id: string) => id !== 'blog-api' },
      } as unknown as Library,
      store: window.store,
      projects: noRepos,
      results: { resultsOf: () => undefined },
      actions: {},
      log: { warn: (message: string) => warnings.push(message) } as unknown as Log,
    });
    panel.send({ type: 'ready' });
  });
  afterEach(async () => {
    (vscode.commands as { executeCommand: unknown }).executeCommand = executeCommand;
    panel.close();
    restoreWindow();
    await machine.remove();
  });

  it('tells a page that is as it was drawn nothing, and after a tick what differs, with the news', async () => {
    assert.deepEqual(sent(), []);
    await window.store.setStatus([NEXT], 'done');
    const [changes] = sent();
    assert.ok(changes);
    assert.equal(statusOf(changes, NEXT), 'done');
    assert.match(textOf(partOf(changes, 'progress')), /·5%·Your Progress· ·1\/20 completed$/);
    assert.deepEqual(changes.news, ['How the Internet Works: completed']);
    assert.equal(names(changes).filter((name) => name.startsWith('topic:')).length, 2, 'and the one that is next now');
  });

  it('sends statistics, what is said to those who have begun and what each pace means a moment later, and alone', async () => {
    await window.store.setStatus([NEXT], 'done');
    await until('the statistics follow', () => sent().length === 2);
    assert.deepEqual(sent().map(names)[1], ['statistics', 'call', 'pace']);
  });

  it('answers a change by its number, also one that changes nothing: the page shows it already, and may be wrong', async () => {
    panel.send({ type: 'setStatus', topic: NEXT, change: 1, status: 'done' });
    assert.deepEqual([sent().at(-1)?.answers, statusOf(sent().at(-1), NEXT)], [1, 'done']);
    panel.send({ type: 'setStatus', topic: NEXT, change: 2, status: 'done' });
    await until('it is answered', () => sent().at(-1)?.answers === 2);
    assert.equal(statusOf(sent().at(-1), NEXT), 'done');
  });

  it('asks before proofs are taken away, and says what holds when the learner keeps them', async () => {
    await window.store.addProof('caching', { kind: 'quiz', id: 'caching' });
    panel.send({ type: 'reset', topic: 'caching', change: 1 });
    assert.deepEqual(ran, [['backendRoadmap.resetTopic', 'caching']]);
    await until('it is answered', () => sent().at(-1)?.answers === 1);
    assert.equal(partOf(sent().at(-1), 'topic:caching')?.attributes['data-proven'], 'true');
  });

  it('tells a page that was hidden what has changed since it was drawn, and nothing of it is news', async () => {
    await window.store.setStatus(['caching'], 'done');
    panel.posted.length = 0;
    panel.send({ type: 'ready' });
    const [changes] = sent();
    assert.equal(statusOf(changes, 'caching'), 'done');
    assert.deepEqual([changes?.answers, changes?.news, changes?.celebrates], [0, [], []]);
  });

  it('takes the focus to its title when the learner goes to it, and not when it only comes into sight again', () => {
    assert.equal(begun(), 1);
    panel.send({ type: 'ready' });
    assert.equal(begun(), 1);
    page.goTo();
    assert.equal(begun(), 2);
    page.revealProject('rest-api');
    assert.deepEqual(panel.posted.at(-1), { type: 'reveal', project: 'rest-api' }, 'a card has the last word');
  });

  it('celebrates a milestone once', async () => {
    await window.store.setStatus([NEXT, 'http-and-https'], 'done');
    assert.deepEqual(sent()[0]?.celebrates, ['milestone:internet-fundamentals']);
    await window.store.setStatus(['caching'], 'done');
    assert.deepEqual(sent().flatMap(({ celebrates }) => celebrates).length, 1);
  });

  it('leads to lesson, quiz and note, and to the stage that practises a topic; where there is none to show, to the card', async () => {
    for (const type of ['openTopic', 'takeQuiz', 'openNote']) panel.send({ type, topic: 'caching' });
    panel.send({ type: 'practice', topic: 'caching', project: 'url-shortener' });
    assert.deepEqual(ran, [
      ['backendRoadmap.openTopic', 'caching'],
      ['backendRoadmap.takeQuiz', 'caching'],
      ['backendRoadmap.openNote', 'caching'],
      ['backendRoadmap.openStage', { project: 'url-shortener', stage: 'caching' }],
    ]);
    panel.send({ type: 'practice', topic: 'relational-databases', project: 'blog-api' });
    await until('the card is shown', () =>
      panel.posted.some((message) => JSON.stringify(message) === '{"type":"reveal","project":"blog-api"}'),
    );
    assert.equal(ran.length, 4);
  });

  it('drops what is no request and what this roadmap does not have, with a line in the log', () => {
    const nonsense = [
      { type: 'run', command: 'workbench.action.closeWindow' },
      { type: 'setStatus', topic: 'no-such-topic', change: 1, status: 'done' },
      { type: 'scaffold', project: '../../etc' },
      { type: 'openProject', project: 'constructor' },
      null,
      { type: 'x', long: 'y'.repeat(100_000) },
    ];
    for (const message of nonsense) panel.send(message);
    assert.equal(warnings.length, nonsense.length);
    assert.match(warnings[0] ?? '', /not understood: .*closeWindow/);
    assert.ok(warnings.every((warning) => warning.length < 300));
    assert.deepEqual([ran, sent()], [[], []]);
  });
});
