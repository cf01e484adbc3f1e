import assert from 'node:assert/strict';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { parseProjectFile } from '../../../src/content/projectFile';
import { debugPlanOf } from '../../../src/checks/debugging/debugPlan';
import { activate } from '../support/extension';
import { temporaryHome } from '../support/home';
import { replaceInWindow, restoreWindow } from '../support/messages';

describe('the configuration by which a stage is debugged', function () {
  this.timeout(60_000);
  const folder = vscode.Uri.joinPath(temporaryHome(), 'python-todos');
  const file = { ...parseProjectFile('{ "project": "rest-api", "start": "python app.py" }'), project: 'rest-api', start: 'python app.py' };
  const memory: vscode.Memento = { keys: () => [], get: <T>(_: string, none?: T) => none as T, update: () => Promise.resolve() };
  const plan = () => debugPlanOf({ uri: folder, name: 'todos', project: 'rest-api', file }, memory);
  const named = (name: string, more: object = {}) => ({ name, type: 'debugpy', request: 'launch', program: 'app.py', ...more });
  const write = (text: string) => writeFileSync(join(folder.fsPath, '.vscode/launch.json'), text);
  const offer = (...configurations: readonly object[]) => write(JSON.stringify({ configurations }));

  before(activate);
  beforeEach(() => mkdirSync(join(folder.fsPath, '.vscode'), { recursive: true }));
  afterEach(() => {
    rmSync(folder.fsPath, { recursive: true, force: true });
    restoreWindow();
  });

  it('is none that needs what is not shown before it runs, which is said where there is no other', async () => {
    offer(named('Prepared', { preLaunchTask: 'prepare' }), named('Attach', { request: 'attach' }));
    await assert.rejects(plan(), {
      name: 'UserError',
      message:
        'Prepared of .vscode/launch.json uses preLaunchTask, which is not shown before it runs: debug it with F5, or remove preLaunchTask from it.',
    });
    offer(named('Prepared', { preLaunchTask: 'prepare' }), named('Asks', { args: ['${input:port}'] }), named('Server'));
    assert.deepEqual(await plan(), { mode: 'launch', configuration: named('Server') });
  });

  it('is chosen among names that hide, turn and draw nothing', async () => {
    offer(named('$(trash) a\u202eb'), named('x'.repeat(500), { type: '$(bug)\u200bgo' }));
    let items: readonly vscode.QuickPickItem[] = [];
    replaceInWindow('showQuickPick', (shown: readonly vscode.QuickPickItem[]) => {
      items = shown;
      return Promise.resolve(undefined);
    });
    assert.equal(await plan(), undefined);
    assert.deepEqual(
      items.map(({ label, description }) => [label, description]),
      [
        ['$ (trash) a b', 'debugpy'],
        [`${'x'.repeat(79)}…`, '$ (bug) go'],
      ],
    );
  });

  it('is read from an ordinary file, and nothing that may have no end', async () => {
    const refused = {
      name: 'UserError',
      message: '.vscode/launch.json of todos cannot be read: it is not a file of at most 100 kB. Make it one, then try again.',
    };
    write(`{ "configurations": [] }${' '.repeat(100_000)}`);
    await assert.rejects(plan(), refused);
    rmSync(join(folder.fsPath, '.vscode/launch.json'));
    await assert.rejects(plan(), { message: /^todos does not run on Node\.js, and has no configuration in \.vscode\/launch\.json/ });
    if (process.platform === 'win32') return;
    symlinkSync('/dev/zero', join(folder.fsPath, '.vscode/launch.json'));
    await assert.rejects(plan(), refused);
  });
});
