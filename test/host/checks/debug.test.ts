import assert from 'node:assert/strict';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { parseProjectFile } from '../../../src/content/projectFile';
import { debugPlanOf } from '../../../src/checks/debugging/debugPlan';
import type { Log } from '../../../src/base/log';
import { DebuggedPrograms } from '../../../src/checks/debugging/debuggedPrograms';
import type { DebugConfiguration } from '../../../src/checks/model/debugConfigurations';
import type { DebugNews } from '../../../src/checks/model/debugging';
import { activate } from '../support/extension';
import { temporaryHome } from '../support/home';
import { replaceInWindow, restoreWindow } from '../support/messages';
import { until } from '../support/until';

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

describe('a program in its debugger', function () {
  this.timeout(60_000);
  const folder = vscode.Uri.joinPath(temporaryHome(), 'debugged');
  const controller = vscode.tests.createTestController('debugged', 'debugged');
  const log = { error: () => undefined } as unknown as Log;

  /** What is told of a program until it is refused or has ended. */
  async function newsOf(environment: Readonly<Record<string, string>>, configuration?: DebugConfiguration): Promise<DebugNews[]> {
    const news: DebugNews[] = [];
    const run = controller.createTestRun(new vscode.TestRunRequest());
    const plan = { mode: 'launch', configuration } as const;
    const programs = new DebuggedPrograms({ plan, folder, name: 'todos', run, onDisconnect: () => undefined, log }, (one) =>
      news.push(one),
    );
    programs.receive({
      ...{ type: 'launch', program: 1, command: `node -e "console.log('up')"`, folder: folder.fsPath },
      environment: { PATH: process.env['PATH'] ?? '', ...environment },
    });
    await until('it is over', () => news.some(({ type }) => type === 'refused' || type === 'ended'));
    await programs.end();
    programs.dispose();
    run.end();
    return news;
  }

  before(activate);
  before(() => mkdirSync(folder.fsPath, { recursive: true }));
  after(() => controller.dispose());

  it('is told with the variables of its configuration, before it prints anything', async () => {
    writeFileSync(join(folder.fsPath, 'app.js'), 'console.log("up")');
    const news = await newsOf(
      { PORT: '21000' },
      {
        ...{ name: 'Server', type: 'node', request: 'launch', program: '${workspaceFolder}/app.js', outputCapture: 'std' },
        env: { DB_PASSWORD: '${workspaceFolder}', PORT: '8080' },
      },
    );
    const told = news.findIndex((one) => one.type === 'variables' && one.variables['DB_PASSWORD'] === folder.fsPath && one.variables['PORT'] === '21000'); // prettier-ignore
    const printed = news.findIndex(({ type }) => type === 'printed');
    assert.ok(told >= 0 && told < printed, JSON.stringify(news.map(({ type }) => type)));
  });

  it('is not started with a variable that VS Code would fill in, and no shell can set', async function () {
    // There the shell sets none of them.
    if (process.platform === 'win32') this.skip();
    for (const name of ['A.B', 'BASH_FUNC_f%%', 'x; echo evil #']) {
      const news = await newsOf({ [name]: '() { echo ${command:evil}; }' });
      assert.deepEqual(
        news.filter(({ type }) => type !== 'ended'),
        [
          {
            ...{ type: 'refused', program: 1 },
            message: `todos cannot be debugged: its variable ${name} holds "$" before "{", which VS Code would fill in.`,
          },
        ],
      );
    }
    const news = await newsOf({ MODE: '${command:evil}' });
    assert.ok(news.some((one) => one.type === 'printed' && one.text.startsWith('up')));
  });
});
