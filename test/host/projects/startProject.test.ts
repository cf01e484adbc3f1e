import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { CommandId } from '../../../src/ids';
import { activate } from '../support/extension';
import { temporaryHome } from '../support/home';
import { recordMessages, replaceInWindow, restoreWindow, type Shown } from '../support/messages';
import { scaffold } from '../support/scaffolding';
import { setSetting } from '../support/settings';
import { skipWithoutTerminals } from '../support/terminals';
import { until } from '../support/until';

/** Notes what the package says and how it was called, a line each time, and runs until it is ended. */
const SERVER = `
  require('node:fs').appendFileSync('starts.txt', require('greeting') + ' ' + process.argv.slice(2).join('|') + '\\n');
  setInterval(() => undefined, 1_000);
`;

describe('Start Project', function () {
  this.timeout(60_000);
  let home: vscode.Uri;
  let folder: vscode.Uri;
  let messages: Shown[];

  const inFolder = (...path: string[]) => join(folder.fsPath, ...path);
  const starts = () => (existsSync(inFolder('starts.txt')) ? readFileSync(inFolder('starts.txt'), 'utf8') : '');
  const questions = () => messages.filter(({ modal }) => modal);
  const errors = () => messages.filter(({ kind }) => kind === 'error').map(({ text }) => text);
  const start = () => vscode.commands.executeCommand(CommandId.startProject, folder);
  const running = () => vscode.tasks.taskExecutions.map(({ task }) => task.name);
  const isStartedBy = (command: string) =>
    writeFileSync(inFolder('.backend-roadmap.json'), JSON.stringify({ project: 'rest-api', start: command }));
  const dependsOn = (greeting: string) =>
    writeFileSync(inFolder('package.json'), JSON.stringify({ name: 'todos', private: true, dependencies: { greeting } }));

  before(async function () {
    skipWithoutTerminals(this);
    await activate();
  });
  beforeEach(async () => {
    home = temporaryHome();
    messages = recordMessages(({ modal }) => (modal ? 'Start' : undefined));
    const made = await scaffold({ project: 'rest-api', name: "it's my todos", parent: home, git: false, open: 'nothing' });
    assert.ok(made);
    folder = made;
    messages.length = 0;
    rmSync(inFolder('package-lock.json'));
    mkdirSync(inFolder('greeting'));
    writeFileSync(inFolder('greeting/package.json'), JSON.stringify({ name: 'greeting', version: '1.0.0' }));
    writeFileSync(inFolder('greeting/index.js'), `module.exports = 'hello';`);
    writeFileSync(inFolder('server.cjs'), SERVER);
    dependsOn('file:./greeting');
    isStartedBy('node server.cjs');
  });
  afterEach(async () => {
    for (const execution of vscode.tasks.taskExecutions) execution.terminate();
    await until('all tasks have ended', () => running().length === 0);
    restoreWindow();
    await vscode.commands.executeCommand(CommandId.removeProjectFromList, folder);
    rmSync(home.fsPath, { recursive: true, force: true });
  });

  it('installs what is not installed in a task of its own, then starts; the second start finds it installed', async () => {
    const begun: string[] = [];
    const listener = vscode.tasks.onDidStartTask(({ execution }) => begun.push(execution.task.name));
    await start();
    await until('the program runs', () => starts() === 'hello \n');
    assert.deepEqual(begun, ["Install dependencies of it's my todos", "Start it's my todos"]);
    vscode.tasks.taskExecutions[0]?.terminate();
    await until('it has ended', () => running().length === 0);
    await until('it runs again', async () => {
      if (running().length === 0) await start();
      return starts() === 'hello \nhello \n';
    });
    listener.dispose();
    assert.equal(begun.filter((name) => name.startsWith('Install')).length, 1, begun.join());
    assert.deepEqual(errors(), [], 'the learner has ended it');
  });

  it('starts what runs, or is about to, not twice', async () => {
    const said: string[] = [];
    replaceInWindow('setStatusBarMessage', (text: string) => said.push(text));
    await Promise.all([start(), start()]);
    await until('the program runs', () => starts() !== '');
    await start();
    assert.deepEqual(running(), ["Start it's my todos"]);
    assert.equal(starts(), 'hello \n');
    assert.equal(messages.length, 1, 'it is asked once, and its terminal is what there is to see');
    assert.deepEqual(said, ["it's my todos is already running.", "it's my todos is already running."]);
  });

  it('says in one sentence that the installation failed, starts nothing, and tries again when asked again', async () => {
    dependsOn('file:./no-such-package.tgz');
    await start();
    assert.equal(errors().length, 1);
    assert.match(
      errors()[0] ?? '',
      /^The dependencies of it's my todos could not be installed: "npm install" ended with exit code [1-9]\d*\. Its terminal shows why\. Fix that, then try again\.$/,
    );
    assert.deepEqual([running(), starts()], [[], '']);
    assert.ok(
      vscode.window.terminals.some(({ name }) => name.includes("Install dependencies of it's my todos")),
      'its terminal stays',
    );
    dependsOn('file:./greeting');
    await start();
    await until('the program runs', () => starts() === 'hello \n');
  });

  describe('with all that its file says', () => {
    const says = (file: object) => writeFileSync(inFolder('.backend-roadmap.json'), JSON.stringify({ project: 'rest-api', ...file }));
    const noting = (what: string) => `require('node:fs').appendFileSync('starts.txt', ${what} + '\\n');`;

    it('builds it first, in a task of its own, and sets its variables for both', async () => {
      writeFileSync(inFolder('build.cjs'), noting(`'built as ' + process.env.MODE`));
      writeFileSync(inFolder('server.cjs'), `${noting(`'runs as ' + process.env.MODE`)} setInterval(() => undefined, 1_000);`);
      says({ build: 'node build.cjs', start: 'node server.cjs', environment: { MODE: "it's $HOME" } });
      const begun: string[] = [];
      const listener = vscode.tasks.onDidStartTask(({ execution }) => begun.push(execution.task.name));
      await start();
      await until('the program runs', () => starts().includes('runs'));
      listener.dispose();
      assert.equal(starts(), "built as it's $HOME\nruns as it's $HOME\n");
      assert.deepEqual(begun.slice(-2), ["Build it's my todos", "Start it's my todos"]);
      assert.match(
        questions()[0]?.detail ?? '',
        /Build: node build\.cjs\nStart: node server\.cjs\nEnvironment variables:\n {4}MODE=it's \$HOME/,
      );
    });

    it('says that the build failed, and starts nothing', async () => {
      says({ build: 'exit 4', start: 'node server.cjs' });
      await start();
      assert.deepEqual(errors(), [
        `it's my todos could not be built: "exit 4" ended with exit code 4. Its terminal shows why. Fix that, then try again.`,
      ]);
      assert.deepEqual([running(), starts()], [[], '']);
    });

    it('lets VS Code fill in nothing, and so run no command of its own', async () => {
      let ran = 0;
      const command = vscode.commands.registerCommand('attack.run', () => `ran ${(ran += 1)}`);
      const asked = '${command:attack.run} ${workspaceFolder}';
      writeFileSync(inFolder('server.cjs'), `${noting(`[process.env.ASKED, ...process.argv.slice(2)].join('|')`)} setInterval(() => undefined, 1_000);`); // prettier-ignore
      says({ start: `node server.cjs '${asked}' "\${MODE:-none}" "\${GONE:-it's gone}"`, environment: { ASKED: asked, MODE: 'check' } });
      await start();
      await until('the program runs', () => starts() !== '');
      command.dispose();
      assert.equal(starts(), `${asked}|${asked}|check|it's gone\n`);
      assert.equal(ran, 0);
    });
  });

  it('says with what exit code the program ended, and can start it again', async () => {
    isStartedBy('node server.cjs && exit 3');
    writeFileSync(inFolder('server.cjs'), `require('node:fs').appendFileSync('starts.txt', 'ran\\n');`);
    const said = "it's my todos stopped with exit code 3. Its terminal shows why. Fix that, then start the project again.";
    await start();
    await until('it is said', () => errors().length > 0);
    assert.deepEqual(errors(), [said]);
    await start();
    await until('it is said again', () => errors().length > 1);
    assert.equal(starts(), 'ran\nran\n');
  });

  it('gives the command to the shell as it was written', async () => {
    isStartedBy(`WORD='a  b' && node server.cjs "$WORD" '\${x}' \${NOT_SET_ANYWHERE:-else} "it's"`);
    await start();
    await until('the program runs', () => starts() !== '');
    assert.equal(starts(), "hello a  b|${x}|else|it's\n");
  });

  it('says nothing of a program that ends as it should', async () => {
    isStartedBy(`node -e "require('node:fs').writeFileSync('starts.txt', 'done')"`);
    await start();
    await until('the program has ended', () => starts() === 'done' && running().length === 0);
    await start();
    assert.deepEqual(messages, questions());
  });
});

describe('Start Project, before anything runs', function () {
  this.timeout(60_000);
  let home: vscode.Uri;
  let folder: vscode.Uri;

  const file = () => join(folder.fsPath, '.backend-roadmap.json');
  const starts = () => (existsSync(join(folder.fsPath, 'starts.txt')) ? readFileSync(join(folder.fsPath, 'starts.txt'), 'utf8') : '');
  const notes = (word: string) => `node -e "require('node:fs').appendFileSync('starts.txt', '${word} ')"`;
  const write = (content: object) => writeFileSync(file(), JSON.stringify({ project: 'rest-api', ...content }));
  const start = async () => {
    const before = starts();
    await vscode.commands.executeCommand(CommandId.startProject, folder);
    return { ranSince: async () => until('it has run', () => starts() !== before && vscode.tasks.taskExecutions.length === 0) };
  };

  before(async function () {
    skipWithoutTerminals(this);
    await activate();
  });
  beforeEach(async () => {
    home = temporaryHome();
    recordMessages();
    const made = await scaffold({ project: 'rest-api', name: 'todos', parent: home, git: false, open: 'nothing' });
    assert.ok(made);
    folder = made;
    rmSync(join(folder.fsPath, 'package.json'));
    write({ start: notes('first') });
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    restoreWindow();
    await vscode.commands.executeCommand(CommandId.removeProjectFromList, folder);
    rmSync(home.fsPath, { recursive: true, force: true });
  });

  it('asks by the rule of checks: nothing runs without a yes, and the same is asked once', async () => {
    const shown = recordMessages(({ modal }) => (modal ? (shown.length > 1 ? 'Start' : undefined) : undefined));
    await start();
    assert.deepEqual([shown.length, starts()], [1, '']);
    assert.deepEqual(shown[0]?.buttons, ['Start', 'Show the File']);
    assert.ok(shown[0].detail?.includes(folder.fsPath));
    await (await start()).ranSince();
    await (await start()).ranSince();
    assert.deepEqual([shown.length, starts()], [2, 'first first ']);
  });

  it('asks again when the variables or the build have changed, and shows them', async () => {
    const shown = recordMessages(({ modal }) => (modal ? 'Start' : undefined));
    await (await start()).ranSince();
    writeFileSync(join(folder.fsPath, 'hook.js'), `require('node:fs').appendFileSync('starts.txt', 'hooked ');`);
    write({ start: notes('second'), environment: { NODE_OPTIONS: '--require ./hook.js' }, build: 'echo made it' });
    await (await start()).ranSince();
    assert.equal(shown.length, 2);
    assert.equal(starts(), 'first hooked second ');
    assert.match(
      shown[1]?.detail ?? '',
      /Build: echo made it\nStart: node -e .*\nEnvironment variables:\n {4}NODE_OPTIONS=--require \.\/hook\.js\n/,
    );
  });

  it("asks about the variables of the learner's own file, which go before those of the project", async () => {
    writeFileSync(join(folder.fsPath, 'hook.js'), `require('node:fs').appendFileSync('starts.txt', process.env.COLOR + ' ');`);
    writeFileSync(join(folder.fsPath, 'mine.env'), 'COLOR=blue\nNODE_OPTIONS=--require ./hook.js\n');
    write({ start: notes('third'), environment: { COLOR: 'red' } });
    await setSetting('envFile', 'mine.env');
    try {
      const shown = recordMessages(({ modal }) => (modal ? 'Start' : undefined));
      await (await start()).ranSince();
      assert.match(
        shown[0]?.detail ?? '',
        /\nEnvironment variables of [^\n]*mine\.env:\n {4}COLOR=blue\n {4}NODE_OPTIONS=--require \.\/hook\.js\n/,
      );
      assert.equal(starts(), 'blue third ');
    } finally {
      await setSetting('envFile', undefined);
    }
  });

  it('shows the installation that comes first, by the lock file that is there', async () => {
    writeFileSync(join(folder.fsPath, 'package.json'), JSON.stringify({ dependencies: { greeting: '1.0.0' } }));
    rmSync(join(folder.fsPath, 'package-lock.json'), { force: true });
    writeFileSync(join(folder.fsPath, 'pnpm-lock.yaml'), '');
    const shown = recordMessages();
    await start();
    assert.match(shown[0]?.detail ?? '', /^Install: pnpm install\nStart: node -e /);
    assert.equal(starts(), '');
  });

  it('runs what was shown, although the file has changed behind the dialog', async () => {
    recordMessages(({ modal }) => {
      if (modal) write({ start: notes('second') });
      return modal ? 'Start' : undefined;
    });
    await (await start()).ranSince();
    assert.equal(starts(), 'first ');
  });

  it('saves first: what is asked about is what the learner has written', async () => {
    const document = await vscode.workspace.openTextDocument(file());
    const edit = new vscode.WorkspaceEdit();
    const text = JSON.stringify({ project: 'rest-api', start: notes('edited') });
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.isDirty, true);
    const shown = recordMessages(({ modal }) => (modal ? 'Start' : undefined));
    await (await start()).ranSince();
    assert.match(`${shown[0]?.text} ${shown[0]?.detail}`, /'edited '/);
    assert.equal(starts(), 'edited ');
  });

  it('shows the file to whoever wants to see it, and runs nothing', async () => {
    recordMessages(({ modal }) => (modal ? 'Show the File' : undefined));
    await start();
    await until('the file is open', () => vscode.window.activeTextEditor?.document.uri.fsPath === file());
    assert.equal(starts(), '');
  });
});
