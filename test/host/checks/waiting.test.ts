import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Log } from '../../../src/base/log';
import { CheckActivity } from '../../../src/checks/checkActivity';
import { CheckResults } from '../../../src/checks/checkResults';
import { CheckRuns } from '../../../src/checks/explorer/checkRuns';
import type { ChecksContext } from '../../../src/checks/explorer/context';
import { EXTENSION_ID } from '../../../src/ids';
import { installations } from '../../../src/projects';
import { RunningProjects } from '../../../src/projects/start/runningProjects';
import type { ShellTask } from '../../../src/projects/start/shellTask';
import { temporaryHome } from '../support/home';
import { recordMessages, replaceInWindow, restoreWindow } from '../support/messages';
import { until } from '../support/until';

const extension = () => vscode.extensions.getExtension(EXTENSION_ID)!;

/** A project that notes when it is started, in a folder of its own. */
function projectIn(home: vscode.Uri): vscode.Uri {
  const folder = vscode.Uri.joinPath(home, 'todos');
  cpSync(join(extension().extensionPath, 'test/fixtures/misbehaving'), folder.fsPath, { recursive: true });
  mkdirSync(join(folder.fsPath, 'src'));
  writeFileSync(join(folder.fsPath, 'begin.mjs'), `import { writeFileSync } from 'node:fs'; writeFileSync('began', ''); await import('./main.mjs');`); // prettier-ignore
  writeFileSync(join(folder.fsPath, '.backend-roadmap.json'), JSON.stringify({ project: 'rest-api', start: 'node begin.mjs none' }));
  return folder;
}

/** An installation that goes on until it is told to end. */
function beginInstallation(folder: vscode.Uri): { readonly end: () => Promise<void> } {
  let finish: (isInstalled: boolean) => void = () => undefined;
  const installing = installations.once(folder, () => new Promise((resolve) => (finish = resolve)));
  return {
    async end() {
      finish(true);
      await installing;
    },
  };
}

describe('while dependencies are being installed', function () {
  this.timeout(60_000);
  let home: vscode.Uri;
  let folder: vscode.Uri;
  let installation: ReturnType<typeof beginInstallation>;
  const began = () => existsSync(join(folder.fsPath, 'began'));

  beforeEach(() => {
    home = temporaryHome();
    folder = projectIn(home);
    installation = beginInstallation(folder);
  });
  afterEach(async () => {
    await installation.end();
    restoreWindow();
  });

  describe('a check', () => {
    let activity: CheckActivity;
    let results: CheckResults;
    let runs: CheckRuns;
    let controller: vscode.TestController;

    beforeEach(() => {
      recordMessages(({ modal }) => (modal ? 'Run and Check' : undefined));
      activity = new CheckActivity();
      results = new CheckResults({ globalStorageUri: vscode.Uri.joinPath(home, 'storage') }, new Log());
      controller = vscode.tests.createTestController('waiting', 'Waiting');
      const stage = { id: 'hello', title: 'Start it', markdown: '', html: '', code: [], hints: [], checks: [] };
      const library = {
        stages: { has: () => true, load: () => Promise.resolve([stage]) },
        load: () => Promise.resolve({ projects: { items: [] } }),
      };
      const context = {
        ...{ extensionUri: extension().extensionUri, library, activity, results, log: new Log() },
        ...{ store: { addProofs: () => Promise.resolve() }, repos: {}, isStageInSight: () => true },
      };
      runs = new CheckRuns(context as unknown as ChecksContext, controller);
    });
    afterEach(() => {
      vscode.Disposable.from(runs, controller, results, activity).dispose();
    });

    const isWaiting = () => activity.progressOf(folder)?.isWaiting === true;

    it('waits for them where the learner sees it, and then goes on', async () => {
      const checking = runs.check(folder, undefined);
      await until('it says that it waits', isWaiting);
      assert.equal(began(), false);
      await installation.end();
      assert.equal(isWaiting(), false);
      await checking;
      assert.equal(began(), true);
      assert.equal(results.stage(folder, 'rest-api', 'hello').passed, true);
      assert.equal(activity.isChecking(folder), false);
    });

    it('can be canceled while it waits: nothing is started, and they are installed all the same', async () => {
      const said: string[] = [];
      replaceInWindow('setStatusBarMessage', (text: string) => said.push(text));
      const checking = runs.check(folder, undefined);
      await until('it says that it waits', isWaiting);
      runs.cancel(folder);
      await checking;
      assert.deepEqual([activity.isChecking(folder), began(), said], [false, false, ['The check was canceled.']]);
      assert.equal(installations.isInstalling(folder), true);
      assert.equal(results.stage(folder, 'rest-api', 'hello').at, 0);
    });
  });

  it('what a project needs to be started is not ready', async () => {
    const environment = { getScoped: () => ({ delete: () => undefined }) } as unknown as vscode.GlobalEnvironmentVariableCollection;
    const projects = new RunningProjects({
      extensionUri: extension().extensionUri,
      environmentVariableCollection: environment,
      consents: { consentsIn: () => Promise.resolve([]), consent: () => Promise.resolve() },
      log: new Log(),
    });
    let end: (code: number | undefined) => void = () => undefined;
    const ended = new Promise<number | undefined>((resolve) => (end = resolve));
    const program: ShellTask = { ended, terminate: () => end(undefined), show: () => undefined };
    let isReady = false;
    const preparing = projects.prepare(folder, program).then((variables) => {
      isReady = true;
      return variables;
    });
    // One that has nothing to wait for, in a folder like this one, is ready: and this one is not, though it was asked first.
    const other = projectIn(vscode.Uri.joinPath(home, 'other'));
    assert.deepEqual(await projects.prepare(other, program), {});
    assert.equal(isReady, false);
    await installation.end();
    assert.deepEqual(await preparing, {});
    end(0);
    projects.dispose();
  });
});
