import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { CommandId } from '../../../src/ids';
import { activate } from '../support/extension';
import { temporaryHome } from '../support/home';
import { recordMessages, restoreWindow, type Shown } from '../support/messages';
import { scaffold } from '../support/scaffolding';
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
  const errors = () => messages.filter(({ kind }) => kind === 'error').map(({ text }) => text);
  const start = () => vscode.commands.executeCommand(CommandId.startProject, folder);
  const running = () => vscode.tasks.taskExecutions.map(({ task }) => task.name);
  const isStartedBy = (command: string) =>
    writeFileSync(inFolder('.backend-roadmap.json'), JSON.stringify({ project: 'rest-api', start: command }));
  const dependsOn = (greeting: string) =>
    writeFileSync(inFolder('package.json'), JSON.stringify({ name: 'todos', private: true, dependencies: { greeting } }));

  before(async function () {
    // The server of this version comes without what terminals are made of (node-pty), where no install script runs.
    if (vscode.version.startsWith('1.100.')) this.skip();
    await activate();
  });
  beforeEach(async () => {
    home = temporaryHome();
    messages = recordMessages();
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
    await Promise.all([start(), start()]);
    await until('the program runs', () => starts() !== '');
    await start();
    assert.deepEqual(running(), ["Start it's my todos"]);
    assert.equal(starts(), 'hello \n');
    const said = "it's my todos was started already: its terminal shows how it goes.";
    assert.deepEqual(messages.map(({ kind, text }) => `${kind}: ${text}`), [`info: ${said}`, `info: ${said}`]); // prettier-ignore
  });

  it('says in one sentence that the installation failed, starts nothing, and tries again when asked again', async () => {
    dependsOn('file:./no-such-package.tgz');
    await start();
    assert.equal(errors().length, 1);
    assert.match(
      errors()[0] ?? '',
      /^The dependencies of it's my todos could not be installed: "npm install" ended with exit code [1-9]\d*\. Its terminal says why: mend that, and try again\.$/,
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

  it('says with what exit code the program ended, and can start it again', async () => {
    isStartedBy('node server.cjs && exit 3');
    writeFileSync(inFolder('server.cjs'), `require('node:fs').appendFileSync('starts.txt', 'ran\\n');`);
    const said = "The program of it's my todos ended with exit code 3. Its terminal says why: mend that, and start the project again.";
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
    assert.deepEqual(messages, []);
  });
});
