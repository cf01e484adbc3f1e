import assert from 'node:assert/strict';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { parseStagePageMessage, type StagePageSnapshot } from '../../../src/stages/model/protocol';
import { askInDialog } from '../../../src/base/dialog';
import { startedProjects } from '../../../src/projects';
import { StagePage } from '../../../src/stages/stagePage';
import { useFakePanel, type FakePanel } from '../support/fakePanel';
import { temporaryHome } from '../support/home';
import { recordMessages, restoreWindow } from '../support/messages';
import { allOf, shownParts, textOf } from '../support/shownParts';
import { HOSTILE, StageWorld } from '../support/stages';
import { until } from '../support/until';
import type { RunEvent } from '../../../src/checks/model/events';
import { runAfter } from '../../../src/checks/model/runProgress';

const PAGE = 'api:first';

describe('the page of a stage, on the host', () => {
  let world: StageWorld;
  let panel: FakePanel;
  let ran: unknown[][];
  const { executeCommand } = vscode.commands;

  /** Every message that the page understands, as it arrives there. */
  const messages = () => panel.posted.map((one) => parseStagePageMessage(JSON.parse(JSON.stringify(one))));
  const snapshot = (): StagePageSnapshot => {
    const last = messages().findLast((one) => one?.type === 'snapshot');
    assert.ok(last?.type === 'snapshot', 'there is a snapshot');
    return last;
  };
  const parts = () => shownParts(panel.html(), messages());
  /** The text of a part, as it is shown now. */
  const text = (part: string) => textOf(parts().get(part));
  const button = (action: string) => allOf(parts().get('actions')).find(({ attributes }) => attributes['data-act'] === action);
  const act = (action: string, page = PAGE) => panel.send({ type: 'act', page, action });

  async function open(stage = 'first', folder?: vscode.Uri): Promise<StagePage> {
    const page = StagePage.create(world.context, {}, world.dependencies);
    await page.show({ project: 'api', stage, folder });
    panel.send({ type: 'ready' });
    return page;
  }

  beforeEach(() => {
    world = new StageWorld(temporaryHome());
    panel = useFakePanel();
    ran = [];
    (vscode.commands as { executeCommand: unknown }).executeCommand = (...args: unknown[]) => {
      // The installed extension may be at its start, and tells VS Code how things are.
      if (args[0] !== 'setContext') ran.push(args);
      return Promise.resolve();
    };
  });
  afterEach(() => {
    (vscode.commands as { executeCommand: unknown }).executeCommand = executeCommand;
    panel.close();
    restoreWindow();
    world.dispose();
    rmSync(world.home.fsPath, { recursive: true, force: true });
  });

  it('leads to a repo when there is none, and shows all there is to build', async () => {
    await open();
    for (const part of ['Stage 1<', '<p>Build first.</p>', 'data-check="one"', 'data-open-topic="http"', 'data-open-stage="last"'])
      assert.ok(panel.html().includes(part), part);
    assert.equal(panel.title(), `The first ${HOSTILE}`);
    assert.match(text('actions'), /^Scaffold API .*·You have not created this project yet\. Scaffold API .* creates its starter/);
    assert.equal(button('check'), undefined);
    act('check');
    act('compareWithSolution');
    act('scaffoldProject');
    assert.deepEqual(ran, [['backendRoadmap.scaffoldProject', 'api']]);
  });

  it('leads to where trust is given while the window is restricted, and no other time', async () => {
    const folder = await world.addRepo('mine');
    await open('first', folder);
    assert.equal(button('manageTrust'), undefined);
    act('manageTrust');
    assert.deepEqual(ran, []);
    const trust = Object.getOwnPropertyDescriptor(vscode.workspace, 'isTrusted');
    assert.ok(trust);
    Object.defineProperty(vscode.workspace, 'isTrusted', { value: false, configurable: true });
    try {
      world.dependenciesChanged.fire(folder);
      assert.equal(button('manageTrust')?.attributes['class'], 'primary');
      assert.equal(button('check')?.attributes['class'], 'secondary');
      assert.match(text('actions'), /^This window is in Restricted Mode.*?·Manage Workspace Trust·/s);
      act('manageTrust');
      assert.deepEqual(ran, [['workbench.trust.manage']]);
    } finally {
      Object.defineProperty(vscode.workspace, 'isTrusted', trust);
    }
  });

  it('leads from a finished project to the next one that was not begun', async () => {
    const folder = await world.addRepo('mine');
    for (const stage of ['first', 'last']) await world.ran(folder, stage, { passed: true, firstPassedAt: 9, checks: [] });
    await open('first', folder);
    const next = () => allOf(parts().get('celebration')).find(({ attributes }) => attributes['data-act'] === 'openNextProject');
    assert.ok(next());
    act('openNextProject');
    assert.deepEqual(ran, [['backendRoadmap.openStage', { project: 'next-api' }]]);
    await world.repos.add('next-api', world.folder('other'));
    assert.equal(next(), undefined);
    act('openNextProject');
    assert.equal(ran.length, 1);
  });

  it('follows its repo to where that is moved, and not to one that was begun later', async () => {
    const folder = await world.addRepo('mine');
    await world.addRepo('later');
    writeFileSync(join(folder.fsPath, '.backend-roadmap.json'), JSON.stringify({ project: 'api', start: 'npm start' }));
    await world.ran(folder, 'first', { passed: true, firstPassedAt: 9, checks: [{ id: 'one' }, { id: 'two' }] });
    await open('first', folder);
    const moved = world.folder('moved');
    renameSync(folder.fsPath, moved.fsPath);
    await world.results.consentsIn(moved, 'api');
    assert.deepEqual([snapshot().folder, snapshot().outcome?.text], [moved.toString(), 'Passed: 2 of 2 checks']);
  });

  it('says why a check could not run, until the next one begins', async () => {
    const folder = await world.addRepo('mine');
    await world.ran(folder, 'first', { passed: true, firstPassedAt: 9, checks: [{ id: 'one' }, { id: 'two' }] });
    await open('first', folder);
    world.activity.begin(folder, 'api');
    world.activity.hindered(folder, { message: 'The program ended (exit code 1).', output: `SyntaxError in ${HOSTILE}`, at: 99 });
    world.activity.end(folder);
    assert.match(
      text('actions'),
      /^The check could not run\.·The program ended \(exit code 1\)\.·.*·What your program printed last·SyntaxError in/,
    );
    assert.match(text('actions'), /Before that: Passed: 2 of 2 checks/);
    assert.deepEqual(snapshot().outcome, { at: 99, text: 'The program ended (exit code 1).' });
    world.activity.begin(folder, 'api');
    world.activity.end(folder);
    assert.doesNotMatch(text('actions'), /could not run/);
    assert.match(text('actions'), /^Passed: 2 of 2 checks·/);
  });

  it('says that the program runs, and ends it', async () => {
    const folder = await world.addRepo('mine');
    await open('first', folder);
    act('stopProject');
    assert.ok(button('startProject'));
    let stops = 0;
    startedProjects.began(folder, () => {
      stops += 1;
      return Promise.resolve();
    });
    assert.equal(button('startProject'), undefined);
    assert.ok(button('stopProject'));
    act('stopProject');
    assert.equal(stops, 1);
    startedProjects.ended(folder);
    assert.ok(button('startProject'));
    assert.equal(button('stopProject'), undefined);
  });

  it('has the focus back after the dialog to which it has led, and after no other', async () => {
    const folder = await world.addRepo('mine');
    await open('first', folder);
    recordMessages();
    const returns = () => panel.posted.filter((message) => (message as { type: string }).type === 'comeBack').length;
    let endRun = (): void => assert.fail('a check was begun');
    (vscode.commands as { executeCommand: unknown }).executeCommand = async () => {
      await askInDialog('May it run?', 'npm start', 'Run and Check');
      await new Promise<void>((resolve) => (endRun = resolve));
    };
    await askInDialog('Reset all?', 'Everything', 'Reset');
    assert.equal(returns(), 0, 'somebody else has asked');
    act('check');
    await until('the page is told', () => returns() === 1);
    await askInDialog('Reset all?', 'Everything', 'Reset');
    assert.equal(returns(), 1, 'what is asked while the check runs is of somebody else');
    endRun();

    act('check');
    panel.setActive(false);
    await until('it was asked again', () => returns() === 1);
    panel.setActive(true);
    await askInDialog('Reset all?', 'Everything', 'Reset');
    assert.equal(returns(), 1, 'the learner was elsewhere');
    endRun();
  });

  it('shows hostile text as text, in the page and in what is sent to it', async () => {
    const folder = await world.addRepo('mine');
    const failure = { message: HOSTILE, expected: HOSTILE, actual: `${HOSTILE}\nmore`, exchange: HOSTILE, output: HOSTILE };
    await world.ran(folder, 'first', { checks: [{ id: 'one', failure }] });
    await open();
    assert.doesNotMatch(panel.html(), /<img|<script(?! nonce)|\son\w+="(?!.*&quot;)/);
    assert.match(panel.html(), /&lt;img src=x onerror=/);
    assert.ok(text('checks').includes(HOSTILE));
    for (const [tag] of panel.html().matchAll(/<[a-z][^>]*>/g)) assert.doesNotMatch(tag.replace(/"[^"]*"/g, '""'), /attack|onerror/, tag);
  });

  it('follows a run: checking, failed with what was found, passed with the way on', async () => {
    const folder = await world.addRepo('mine');
    await open();
    const argument = { folder: folder.toString(), stage: 'first' };
    assert.match(text('actions'), /^Not checked yet\.·Check Stage 1·+Debug This Stage·Compare with Solution of Stage 1·Start API /);
    act('check');
    world.activity.begin(folder, 'api');
    assert.equal(button('check')?.attributes['aria-busy'], 'true');
    act('check');
    world.activity.end(folder);
    const checks = ran.filter(([command]) => command === 'backendRoadmap.check');
    assert.deepEqual(checks, [['backendRoadmap.check', argument]], 'not a second time while one is running');

    const failure = { message: 'It answered 500.', expected: 'a\nb', actual: 'a\nc', exchange: 'GET /', output: 'Error' };
    await world.ran(folder, 'first', { failures: 1, checks: [{ id: 'one' }, { id: 'two', failure }] });
    assert.equal(snapshot().outcome?.text, 'Not passed yet: 1 of 2 checks so far. It answered 500.');
    assert.match(text('checks'), /✓·first does one .*·Passed.*✗·first does two .*·Failed.*It answered 500\.·Expected·a·b·Actual·a·c/);
    assert.match(text('actions'), /or after 2 more checks that fail\./);
    panel.send({ type: 'reportCheck', page: PAGE, check: 'two' });
    const reported = { folder: folder.toString(), project: 'api', stage: 'first', check: 'two' };
    assert.deepEqual(ran.at(-1), ['backendRoadmap.reportCheck', reported]);
    assert.doesNotMatch(text('actions'), /Files changed since/);
    world.isStale = true;
    world.staleChanged.fire(folder);
    assert.match(text('actions'), /Files changed since/);

    await world.ran(folder, 'first', { passed: true, firstPassedAt: 9, checks: [{ id: 'one' }, { id: 'two' }] });
    assert.equal(snapshot().outcome?.text, 'Passed: 2 of 2 checks');
    assert.ok(text('actions').startsWith(`Passed: 2 of 2 checks·Next: The last ${HOSTILE}·Mark 1 Topic as Completed·`));
    assert.match(text('progress'), /1 of 2 stages passed$/);
    act('compareWithSolution');
    assert.deepEqual(ran.at(-1), ['backendRoadmap.compareWithSolution', argument]);
    panel.send({ type: 'openStage', page: PAGE, stage: 'last' });
    await until('the next one is shown', () => panel.title() === `The last ${HOSTILE}`);
    await until('the sidebar is told', () => world.followed.length === 2);
    assert.deepEqual(world.followed, ['api/first', 'api/last']);
  });

  it('cannot be checked while its dependencies are installed, and says so; then it can', async () => {
    const folder = await world.addRepo('mine');
    await open();
    world.dependencyState = 'installing';
    world.dependenciesChanged.fire(folder);
    assert.match(
      text('actions'),
      /^The dependencies of your project are being installed\. .*; then press Check Stage 1\.·Not checked yet\.·Installing Dependencies…·/,
    );
    assert.deepEqual([button('check')?.attributes['aria-disabled'], button('check')?.attributes['aria-busy']], ['true', 'true']);
    act('check');
    assert.deepEqual(ran, []);
    world.dependencyState = undefined;
    world.dependenciesChanged.fire(folder);
    assert.match(text('actions'), /^Not checked yet\.·Check Stage 1·+Debug This Stage·Compare with Solution of Stage 1·Start API /);
    act('check');
    assert.equal(ran.length, 1);
  });

  it('says where a project can run that cannot run here', async () => {
    await world.repos.add('api', vscode.Uri.parse('memfs:/mine'));
    await open();
    assert.match(text('actions'), /Your project cannot run here\. Open its folder in VS Code on your computer/);
  });

  it('shows where the check is that is under way, also when it is opened in the middle of one, and can cancel it', async () => {
    const folder = await world.addRepo('mine');
    const failure = { message: 'It answered 500.' };
    await world.ran(folder, 'last', {
      checks: [
        { id: 'one', failure },
        { id: 'two', failure },
      ],
    });
    const stages = ['first', 'last'].map((id, place) => ({
      id,
      number: place + 1,
      title: `The ${id}`,
      checks: ['one', 'two'].map((one) => ({ id: one, title: one })),
    }));
    world.activity.begin(folder, 'api');
    const tell = (event: RunEvent) => world.activity.update(folder, (progress) => runAfter(progress, event));
    tell({ type: 'run-started', project: 'api', command: 'x', stages });
    tell({ type: 'stage-started', stage: 'first' });
    for (const check of ['one', 'two']) tell({ type: 'check-finished', stage: 'first', check, ms: 1 });
    tell({ type: 'stage-finished', stage: 'first', passed: true, ms: 1 });
    await open('last');
    const states = () => allOf(parts().get('checks')).flatMap(({ attributes }) => attributes['data-state'] ?? []);
    const bar = () => allOf(parts().get('actions')).find(({ tag }) => tag === 'progress')?.attributes;
    assert.deepEqual(states(), ['waiting', 'waiting']);
    tell({ type: 'stage-started', stage: 'last' });
    tell({ type: 'check-finished', stage: 'last', check: 'one', ms: 1 });
    tell({ type: 'check-started', stage: 'last', check: 'two' });
    assert.deepEqual(states(), ['passed', 'running']);
    assert.match(text('actions'), /^Checking API .*: Stage 2, The last·1 of 2 stages done·/);
    assert.deepEqual([bar()?.['value'], bar()?.['max']], ['3', '4']);
    assert.equal(text('checks').match(/It answered 500/g)?.length, 1, 'what no longer holds is gone');
    assert.match(snapshot().checking ?? '', /: Stage 2, The last$/);
    act('cancelCheck', 'api:last');
    assert.deepEqual(ran.at(-1), ['backendRoadmap.cancelCheck', { folder: folder.toString() }]);
    world.activity.ending(folder);
    assert.match(text('actions'), /Canceling the check of API /);
    assert.equal(button('cancelCheck')?.attributes['aria-disabled'], 'true');
    world.activity.end(folder);
    assert.deepEqual([snapshot().checking, button('cancelCheck'), states()], [null, undefined, ['failed', 'failed']]);
  });

  it('completes the topics that are proven, when the learner says so', async () => {
    const folder = await world.addRepo('mine');
    await open();
    act('completeTopics');
    await world.ran(folder, 'first', { passed: false });
    assert.deepEqual([[...world.completed], button('completeTopics')], [[], undefined], 'nothing is proven yet');
    await world.ran(folder, 'first', { passed: true });
    assert.ok(text('actions').includes(`·Proven and not yet completed: HTTP ${HOSTILE}·`));
    act('completeTopics');
    await until('they are completed', () => world.completed.has('http'));
    assert.equal(button('completeTopics'), undefined);
  });

  it('is at its heading for whoever goes to it, and takes no focus that belongs elsewhere', async () => {
    const arrives = () => panel.html().includes(' data-arrives');
    const page = await open();
    assert.equal(arrives(), true);
    await page.show({ project: 'api', stage: 'last' }, true);
    assert.equal(arrives(), false, 'from the tree, where the next arrow key belongs');
    panel.send({ type: 'openStage', page: 'api:last', stage: 'first' });
    await until('the first is shown', () => panel.title() === `The first ${HOSTILE}`);
    assert.equal(arrives(), true);
    const begun = () => panel.posted.filter((one) => (one as { type: string }).type === 'begin').length;
    panel.send({ type: 'ready' });
    assert.equal(begun(), 0, 'its heading has the focus from the start');
    await page.show({ project: 'api', stage: 'first' }, true);
    assert.equal(begun(), 0);
    await page.show({ project: 'api', stage: 'first' });
    assert.equal(begun(), 1, 'it was open already');
  });

  it('knows what the learner has before their eyes', async () => {
    const older = await world.addRepo('older');
    await new Promise((resolve) => setTimeout(resolve, 3));
    const folder = await world.addRepo('mine');
    const page = await open();
    const shows = (stage: string, where: vscode.Uri) => page.showsInSight({ folder: where, project: 'api', stage });
    assert.deepEqual([shows('first', folder), shows('last', folder), shows('first', older)], [true, false, false]);
    panel.close();
    assert.equal(shows('first', folder), false);
  });

  it('keeps the solution closed until a pass or three tries', async () => {
    const folder = await world.addRepo('mine');
    await open();
    const isLocked = () => button('compareWithSolution')?.attributes['aria-disabled'] === 'true';
    await world.ran(folder, 'first', { failures: 2 });
    assert.match(text('actions'), /or after 1 more check that fails\./);
    assert.equal(isLocked(), true);
    act('compareWithSolution');
    assert.deepEqual(ran, []);
    await world.ran(folder, 'first', { failures: 3 });
    assert.equal(isLocked(), false);
    act('compareWithSolution');
    assert.equal(ran.length, 1);
  });

  it('celebrates when all stages have passed, and no sooner', async () => {
    const folder = await world.addRepo('mine');
    await open();
    await world.ran(folder, 'first', { passed: true });
    assert.deepEqual([text('celebration'), snapshot().isFinished], ['', false]);
    await world.ran(folder, 'last', { passed: true });
    assert.match(text('celebration'), /API .* is finished\.·You have built it, and all 2 stages pass\..*Export Certificate/);
    act('exportCertificate');
    assert.deepEqual(ran, [['backendRoadmap.exportCertificate', { folder: folder.toString() }]]);
    await world.ran(folder, 'first', { passed: false });
    assert.deepEqual([text('celebration'), snapshot().isFinished], ['', false]);
  });

  it('keeps hints with the repo, and no more than there are', async () => {
    const folder = await world.addRepo('mine');
    await open();
    panel.send({ type: 'unfoldHints', page: PAGE, hints: 2 });
    await until('it is kept', () => world.results.stage(folder, 'api', 'first').hints === 2);
    assert.equal(snapshot().hints, 2);
    panel.send({ type: 'unfoldHints', page: PAGE, hints: 1_000 });
    await until('it is kept', () => world.results.stage(folder, 'api', 'first').hints === 3);
    panel.send({ type: 'unfoldHints', page: 'api:other', hints: 3 });
    assert.equal(world.results.stage(folder, 'api', 'last').hints, 0);
  });

  it('is for the latest repo, or the one that is chosen, and takes no other', async () => {
    await world.addRepo('older');
    await new Promise((resolve) => setTimeout(resolve, 3));
    const latest = await world.addRepo('latest');
    await open();
    assert.equal(snapshot().folder, latest.toString());
    assert.match(text('actions'), /Folder of your project·latest · .*·older · /);
    panel.send({ type: 'chooseRepo', page: PAGE, folder: world.folder('older').toString() });
    assert.equal(snapshot().folder, world.folder('older').toString());
    panel.send({ type: 'chooseRepo', page: PAGE, folder: 'file:///etc' });
    assert.equal(snapshot().folder, world.folder('older').toString());
    rmSync(world.folder('older').fsPath, { recursive: true });
    await world.repos.check('api');
    assert.equal(snapshot().folder, latest.toString(), 'one that is gone is left');
  });

  it('copies code by its place among those of the page, hints included', async () => {
    await open();
    panel.send({ type: 'copyCode', page: PAGE, index: 99 });
    panel.send({ type: 'copyCode', page: PAGE, index: 2, text: 'rm -rf /' });
    await until('the page is told', () => messages().some((one) => one?.type === 'copied'));
    assert.equal(await vscode.env.clipboard.readText(), 'hint b');
  });

  it('does nothing for what it does not understand, or what is meant for another stage', async () => {
    await world.addRepo('mine');
    await open();
    const before = panel.posted.length;
    for (const message of [undefined, 'ready', { type: 'run', command: 'x' }, { type: 'act', page: PAGE, action: 'resetAll' }])
      panel.send(message);
    act('check', 'api:last');
    panel.send({ type: 'openTopic', page: PAGE, topic: 'gone' });
    assert.deepEqual([ran, world.warnings.length], [[], 4]);
    assert.ok(panel.posted.slice(before).every((one) => (one as { type: string }).type === 'colours'));
  });

  describe('after a restart', () => {
    const restore = (state: unknown) =>
      StagePage.restore(world.context, vscode.window.createWebviewPanel('x', '', vscode.ViewColumn.One), state);
    const state = { project: 'api', stage: 'last', scroll: {}, hints: {} };

    it('shows the stage and the repo that it showed', async () => {
      const older = await world.addRepo('older');
      await new Promise((resolve) => setTimeout(resolve, 3));
      await world.addRepo('latest');
      assert.ok(await restore({ ...state, folder: older.toString() }));
      panel.send({ type: 'ready' });
      assert.deepEqual([snapshot().page, snapshot().folder], ['api:last', older.toString()]);
    });

    it('takes no folder that is no repo of the project', async () => {
      await world.addRepo('mine');
      for (const folder of ['file:///etc', 'no address', 'command:x', '']) {
        assert.ok(await restore({ ...state, folder }));
        panel.send({ type: 'ready' });
        assert.equal(snapshot().folder, world.folder('mine').toString(), folder);
      }
    });

    it('closes when what was kept is damaged, or the stage is gone', async () => {
      for (const damaged of [
        undefined,
        null,
        7,
        {},
        { ...state, stage: 'gone' },
        { ...state, project: 'gone' },
        { ...state, stage: ['last'] },
      ]) {
        assert.equal(await restore(damaged), undefined);
      }
      assert.equal(world.warnings.length, 7);
    });
  });
});
