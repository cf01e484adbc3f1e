import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { CommandId, EXTENSION_ID } from '../../../src/ids';
import { needsPython } from '../../support/python';
import { freePort } from '../../support/ports';
import { activate, resetProofs } from '../support/extension';
import { temporaryHome } from '../support/home';
import { recordMessages, replaceInWindow, restoreWindow } from '../support/messages';
import { until } from '../support/until';

describe('checking a running server', function () {
  this.timeout(60_000);
  let repo: vscode.Uri;
  let server: ChildProcess | undefined;
  let typed: (string | undefined)[];
  let asked: vscode.InputBoxOptions[];

  const check = (stage = 'hello') => vscode.commands.executeCommand(CommandId.checkServer, { folder: repo.toString(), stage });

  /** Starts a program of the fixtures, as a learner does in a terminal; resolves with its address. */
  async function serve(program: string, ...args: string[]): Promise<string> {
    const port = await freePort();
    const fixtures = join(vscode.extensions.getExtension(EXTENSION_ID)!.extensionPath, 'test/fixtures');
    const [folder, runs, file] =
      program === 'python' ? ['rest-api-python', 'python3', 'main.py'] : ['misbehaving', process.execPath, 'main.mjs'];
    const env = { ...process.env, PORT: String(port), DATA_FILE: join(repo.fsPath, 'todos.json'), PYTHONDONTWRITEBYTECODE: '1' };
    server = spawn(runs, [file, ...args], { cwd: join(fixtures, folder), env, stdio: 'ignore' });
    const url = `http://localhost:${port}`;
    let answers = false;
    await until('the server answers', () => {
      fetch(`${url}/health`).then(({ ok }) => (answers = ok), () => undefined); // prettier-ignore
      return answers;
    });
    return url;
  }

  before(activate);
  after("what was proven here is nobody else's", resetProofs);
  beforeEach(() => {
    repo = vscode.Uri.joinPath(temporaryHome(), 'todos');
    mkdirSync(repo.fsPath);
    writeFileSync(join(repo.fsPath, '.backend-roadmap.json'), '{ "project": "rest-api", "start": "exit 1" }');
    [typed, asked] = [[], []];
    replaceInWindow('showInputBox', (options: vscode.InputBoxOptions) => {
      asked.push(options);
      return Promise.resolve(typed.shift());
    });
  });
  afterEach(async () => {
    server?.kill('SIGKILL');
    server = undefined;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    restoreWindow();
  });

  it('asks once where it is, starts nothing, and says where a stage has passed', async () => {
    const url = await serve('misbehaving', 'none');
    typed = [url];
    let shown = recordMessages();
    await check();
    await until('it is told', () => shown.length > 0);
    assert.match(shown[0]?.text ?? '', new RegExp(`^Passed at ${url}: `));
    assert.match(asked[0]?.prompt ?? '', /^Where does todos run\? Checks write and delete data there\.$/);
    shown = recordMessages();
    await check();
    await until('it is told again', () => shown.length > 0);
    assert.deepEqual([asked.length, shown.filter(({ modal }) => modal).length], [1, 0]);
  });

  it('says what was left out of a stage that it cannot try whole', async function () {
    needsPython(this, 'a running server in Python of which checks are left out');
    const url = await serve('python');
    typed = [url];
    const shown = recordMessages();
    await check('persistence');
    await until('it is told', () => shown.length > 0);
    assert.match(shown[0]?.text ?? '', new RegExp(`^\\d+ of \\d+ checks of todos passed at ${url}\\. The others were left out: `));
  });

  it('asks before it writes to a server elsewhere, each time', async () => {
    typed = ['https://api.example.com', 'https://api.example.com'];
    const shown = recordMessages();
    for (let time = 0; time < 2; time++) await check();
    assert.deepEqual(
      shown.map(({ modal, text, buttons }) => [modal, text, buttons]),
      Array.from({ length: 2 }, () => [true, 'https://api.example.com is not on this computer, nor in its network.', ['Check There']]),
    );
    assert.match(shown[0]?.detail ?? '', /^Checks write and delete data there/);
    assert.equal(asked.length, 2, 'what nobody has agreed to is not kept');
  });

  it('says where nobody answers, and leads to another address', async () => {
    typed = ['localhost:9', undefined];
    const shown = recordMessages(({ buttons }) => buttons.find((button) => button === 'Another Address…'));
    await check();
    await until('the address is asked anew', () => asked.length === 2);
    assert.match(shown[0]?.text ?? '', /^No server answers at http:\/\/localhost:9 /);
    assert.equal(asked[1]?.value, 'http://localhost:9');
  });

  it('says what is no address while it is typed', async () => {
    await check();
    const [options] = asked;
    const said = (text: string) => options?.validateInput?.(text);
    assert.equal(said('http://localhost:3000'), undefined);
    assert.equal(said('http://localhost:3000/api'), 'Leave out what follows the host and the port: checks begin at the root of a server.');
    assert.equal(said('ftp://localhost'), 'Checks speak HTTP: the address has to begin with http:// or https://.');
    assert.equal(said('http://ada:secret@localhost'), 'Leave out the name and the password: checks do not send them.');
    assert.equal(said(''), 'Enter the address of a server, such as http://localhost:3000.');
  });
});
