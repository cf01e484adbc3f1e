/** A project whose dependencies are not installed, and its page, which leads to it that they are. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { installations, ProjectDependencies } from '../../../src/projects';
import { parseStagePageMessage } from '../../../src/stages/model/protocol';
import { StagePage } from '../../../src/stages/stagePage';
import { useFakePanel, type FakePanel } from '../support/fakePanel';
import { temporaryHome } from '../support/home';
import { recordMessages, restoreWindow, type Shown } from '../support/messages';
import { allOf, shownParts, textOf } from '../support/shownParts';
import { StageWorld } from '../support/stages';
import { skipWithoutTerminals } from '../support/terminals';
import { until } from '../support/until';

describe('missing dependencies', function () {
  this.timeout(60_000);
  let world: StageWorld;
  let dependencies: ProjectDependencies;
  let folder: vscode.Uri;
  let news: (string | undefined)[];

  const state = () => dependencies.stateOf(folder);
  const path = (...names: string[]) => join(folder.fsPath, ...names);
  const says = (what: string | undefined) => until(`it is ${String(what)}`, () => state() === what);
  const startWith = (start: string) => writeFileSync(path('.backend-roadmap.json'), JSON.stringify({ project: 'api', start }));

  beforeEach(async () => {
    world = new StageWorld(temporaryHome());
    folder = await world.addRepo('todos');
    // A package that is in the project itself can be installed without a network.
    mkdirSync(path('greeting'));
    writeFileSync(path('greeting', 'package.json'), '{ "name": "greeting", "version": "1.0.0" }');
    writeFileSync(path('package.json'), '{ "name": "todos", "private": true, "dependencies": { "greeting": "file:greeting" } }');
    startWith('npm start');
    dependencies = new ProjectDependencies();
    news = [];
    dependencies.onDidChange(() => news.push(state()));
  });
  afterEach(() => {
    dependencies.dispose();
    restoreWindow();
    world.dispose();
    rmSync(world.home.fsPath, { recursive: true, force: true });
  });

  it('are known to whoever asks, and to nobody before', async () => {
    assert.equal(state(), undefined);
    await says('missing');
    assert.deepEqual(news, ['missing']);
  });

  it('are seen to come and to go, whoever installs or deletes them', async () => {
    await says('missing');
    // Again and again: a watcher that was just made takes a moment until it sees anything.
    await until('they are there', () => {
      rmSync(path('node_modules'), { recursive: true, force: true });
      mkdirSync(path('node_modules', 'greeting'), { recursive: true });
      return new Promise((resolve) => setTimeout(() => resolve(state() === undefined), 250));
    });
    rmSync(path('node_modules'), { recursive: true });
    await says('missing');
  });

  it('are seen when only the last package comes, into a folder that is there', async () => {
    await says('missing');
    mkdirSync(path('node_modules', 'other'), { recursive: true });
    await until('it is there', () => {
      rmSync(path('node_modules', 'greeting'), { recursive: true, force: true });
      mkdirSync(path('node_modules', 'greeting'));
      return new Promise((resolve) => setTimeout(() => resolve(state() === undefined), 250));
    });
  });

  it('are none of a project that a check would not find them missing in', async () => {
    startWith('python3 main.py');
    assert.equal(state(), undefined);
    const other = await world.addRepo('no-project');
    assert.equal(dependencies.stateOf(other), undefined);
    // Asked last, and known: those before are by then.
    const last = await world.addRepo('last');
    for (const name of ['package.json', '.backend-roadmap.json']) {
      await vscode.workspace.fs.copy(vscode.Uri.joinPath(folder, name), vscode.Uri.joinPath(last, name));
    }
    writeFileSync(join(last.fsPath, '.backend-roadmap.json'), '{ "project": "api", "start": "npm start" }');
    await until('the last is known', () => dependencies.stateOf(last) === 'missing');
    assert.deepEqual([state(), dependencies.stateOf(other)], [undefined, undefined]);
  });

  it('are being installed until it is known what that has come to', async () => {
    await says('missing');
    let finish: (isInstalled: boolean) => void = () => undefined;
    const installing = installations.once(folder, () => new Promise((resolve) => (finish = resolve)));
    assert.equal(state(), 'installing');
    mkdirSync(path('node_modules', 'greeting'), { recursive: true });
    finish(true);
    await installing;
    assert.equal(state(), 'installing', 'nobody has looked yet');
    await says(undefined);
    assert.deepEqual(news, ['missing', 'installing', undefined]);
  });

  describe('on the page of a stage', () => {
    let panel: FakePanel;
    let messages: Shown[];

    const parts = () => shownParts(panel.html(), panel.posted.map((one) => parseStagePageMessage(JSON.parse(JSON.stringify(one))))); // prettier-ignore
    const actions = () => textOf(parts().get('actions'));
    const primary = () =>
      allOf(parts().get('actions'))
        .filter(({ attributes }) => attributes['class'] === 'primary')
        .map((button) => textOf(button));
    const act = (action: string) => panel.send({ type: 'act', page: 'api:first', action });

    beforeEach(async () => {
      panel = useFakePanel();
      messages = recordMessages();
      await StagePage.create(world.context, {}, dependencies).show({ project: 'api', stage: 'first', folder });
      panel.send({ type: 'ready' });
      await until('it says so', () => actions().startsWith('Dependencies are not installed.·'));
    });
    afterEach(() => panel.close());

    it('are said, with the one way on', () => {
      assert.deepEqual(primary(), ['Install Dependencies']);
      assert.match(actions(), /^Dependencies are not installed\.·Not checked yet\.·Install Dependencies·/);
      assert.doesNotMatch(actions(), /Check Stage/);
    });

    it('are installed when its button is pressed, in a terminal as elsewhere; then the stage can be checked', async function () {
      skipWithoutTerminals(this);
      const begun: string[] = [];
      const listener = vscode.tasks.onDidStartTask(({ execution }) => begun.push(execution.task.name));
      // Somebody clicks twice.
      act('installDependencies');
      act('installDependencies');
      await until('it says that it installs', () => actions().includes('·Installing Dependencies…·'));
      assert.deepEqual(primary(), ['Installing Dependencies…']);
      await until('the stage can be checked', () => actions().startsWith('Not checked yet.·Check Stage 1·'), 60_000);
      listener.dispose();
      assert.deepEqual([begun, messages], [['Install dependencies of todos'], []]);
      assert.deepEqual(news, ['missing', 'installing', undefined]);
      rmSync(path('node_modules'), { recursive: true });
      await until('it says so', () => actions().startsWith('Dependencies are not installed.·'));
    });
  });
});
