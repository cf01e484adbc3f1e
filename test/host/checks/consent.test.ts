import assert from 'node:assert/strict';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { CommandId, EXTENSION_ID } from '../../../src/ids';
import { parseProjectFile } from '../../../src/content/projectFile';
import { digestOf } from '../../../src/content/runConsent';
import { mayRun } from '../../../src/projects/start/consent';
import { activate, resetProofs } from '../support/extension';
import { installedStorage, temporaryHome } from '../support/home';
import { recordMessages, restoreWindow, type Shown } from '../support/messages';
import { setSetting } from '../support/settings';
import { until } from '../support/until';

/** Leaves a trace wherever it is run. */
const HOOK = `require('node:fs').appendFileSync(require('node:path').join(__dirname, 'ran.txt'), 'hook');`;
const FILE = '.backend-roadmap.json';

describe('the consent to a check', function () {
  this.timeout(60_000);
  let repo: vscode.Uri;

  const write = (content: object) => writeFileSync(join(repo.fsPath, FILE), JSON.stringify({ project: 'rest-api', ...content }));
  const ran = () => existsSync(join(repo.fsPath, 'ran.txt'));
  const check = () => vscode.commands.executeCommand(CommandId.check, { folder: repo.toString() });
  const yes = ({ modal }: Shown) => (modal ? 'Run and Check' : undefined);
  const modal = (shown: readonly Shown[]) => shown.filter((one) => one.modal);
  const settled = (shown: readonly Shown[]) => until('it is told how it ended', () => shown.some((one) => !one.modal));

  before(activate);
  after("what was proven here is nobody else's", resetProofs);
  beforeEach(() => {
    repo = vscode.Uri.joinPath(temporaryHome(), 'todos');
    const extension = vscode.extensions.getExtension(EXTENSION_ID)!;
    cpSync(join(extension.extensionPath, 'test/fixtures/misbehaving'), repo.fsPath, { recursive: true });
    writeFileSync(join(repo.fsPath, 'hook.cjs'), HOOK);
    write({ start: 'node main.mjs none' });
  });
  afterEach(async () => {
    await setSetting('envFile', undefined);
    await setSetting('nodePath', undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    restoreWindow();
  });

  it('is to the variables and the build as well: each that changes is asked about, and shown', async () => {
    let shown = recordMessages(yes);
    await check();
    await settled(shown);
    for (const [more, line] of [
      [{ environment: { NODE_OPTIONS: '--require ./hook.cjs' } }, /\n {4}NODE_OPTIONS=--require \.\/hook\.cjs\n/],
      [{ environment: { PATH: repo.fsPath } }, /\n {4}PATH=/],
      [{ build: 'node hook.cjs' }, /^Build: node hook\.cjs\n/],
    ] as const) {
      write({ start: 'node main.mjs none', ...more });
      shown = recordMessages();
      await check();
      assert.equal(modal(shown).length, 1, JSON.stringify(more));
      assert.match(modal(shown)[0]?.detail ?? '', line);
      assert.deepEqual(modal(shown)[0]?.buttons, ['Run and Check', 'Show the File']);
    }
    assert.equal(ran(), false);
    write({ services: [], start: ' node main.mjs none ' });
    shown = recordMessages();
    await check();
    assert.deepEqual(modal(shown), [], 'how it is written decides nothing');
    await settled(shown);
  });

  it("is to the learner's own file with variables, and to each that changes in it", async () => {
    writeFileSync(join(repo.fsPath, 'mine.env'), 'NODE_OPTIONS=--require ./hook.cjs\nAPI_TOKEN=k3v9x2ab\n');
    await setSetting('envFile', 'mine.env');
    let shown = recordMessages();
    await check();
    assert.match(
      modal(shown)[0]?.detail ?? '',
      /\nEnvironment variables of [^\n]*mine\.env:\n {4}API_TOKEN=\*\*\*\n {4}NODE_OPTIONS=--require \.\/hook\.cjs\n/,
    );
    assert.equal(ran(), false);
    shown = recordMessages(yes);
    await check();
    await settled(shown);
    assert.equal(ran(), true);
    writeFileSync(join(repo.fsPath, 'mine.env'), 'NODE_OPTIONS=--require ./hook.cjs\nAPI_TOKEN=another-one\n');
    shown = recordMessages();
    await check();
    assert.equal(modal(shown).length, 1);
  });

  it('is asked of nobody whose settings cannot be followed, which is said', async () => {
    await setSetting('envFile', 'none.env');
    let shown = recordMessages(yes);
    await check();
    assert.deepEqual(
      shown.map(({ text }) => text),
      ['The setting backendRoadmap.envFile is "none.env", which cannot be used: there is no such file, or it cannot be read.'],
    );
    await setSetting('envFile', undefined);
    await setSetting('nodePath', '/nowhere/node');
    shown = recordMessages(yes);
    await check();
    assert.equal(
      shown.find((one) => !one.modal)?.text,
      'The setting backendRoadmap.nodePath is "/nowhere/node", which cannot be used: it has to be the whole path of a program that is called "node".',
    );
  });

  it("runs what was agreed to by the learner's own Node.js", async function () {
    // On Windows this Node.js would have to be a program, and no script.
    if (process.platform === 'win32') this.skip();
    const own = join(repo.fsPath, 'node-own');
    mkdirSync(own);
    writeFileSync(join(own, 'node'), `#!/bin/sh\necho own > "${join(repo.fsPath, 'ran.txt')}"\nexec "${process.execPath}" "$@"\n`);
    chmodSync(join(own, 'node'), 0o755);
    await setSetting('nodePath', join(own, 'node'));
    const shown = recordMessages(yes);
    await check();
    await settled(shown);
    assert.equal(ran(), true);
  });

  it('does not reach to what the file says behind the dialog: the runner refuses it', async () => {
    const shown = recordMessages((one) => {
      if (one.modal) write({ start: 'node main.mjs none', environment: { NODE_OPTIONS: '--require ./hook.cjs' } });
      return yes(one);
    });
    await check();
    await settled(shown);
    assert.match(shown.find((one) => !one.modal)?.text ?? '', /^\.backend-roadmap\.json has changed since you were asked/);
    assert.equal(ran(), false);
  });

  it('is to the file as it is saved: what is unsaved is saved before the question', async () => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(repo, FILE));
    const edit = new vscode.WorkspaceEdit();
    const text = JSON.stringify({
      project: 'rest-api',
      start: 'node main.mjs none',
      environment: { NODE_OPTIONS: '--require ./hook.cjs' },
    });
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.isDirty, true);
    const shown = recordMessages();
    await check();
    assert.match(shown[0]?.detail ?? '', /NODE_OPTIONS/);
    assert.deepEqual([document.isDirty, ran()], [false, false]);
  });

  it('is asked of nobody who could not be shown all of it', async () => {
    const shown = recordMessages(yes);
    const file = {
      ...parseProjectFile(JSON.stringify({ environment: { A: 'x'.repeat(2_900) } })),
      project: 'rest-api',
      start: 'npm start',
    };
    const configuration = { name: 'Server', args: 'x'.repeat(5_000) };
    const question = { folder: repo, file, configuration, purpose: 'debugStage' } as const;
    await assert.rejects(mayRun(question, { consentsIn: () => Promise.resolve([]), consent: () => Promise.resolve() }), {
      name: 'UserError',
      message: /^What todos runs is more than can be shown before it runs/,
    });
    assert.deepEqual(shown, []);
  });

  it('of version 0.1.0 stays where it said everything, and nowhere else', async () => {
    const asks = async (content: object, allowed: readonly string[]) => {
      const shown = recordMessages();
      const file = parseProjectFile(JSON.stringify({ project: 'rest-api', start: 'npm start', ...content }));
      const question = { folder: repo, file: { ...file, project: 'rest-api', start: 'npm start' }, purpose: 'check' } as const;
      const digest = await mayRun(question, { consentsIn: () => Promise.resolve(allowed), consent: () => Promise.resolve() });
      assert.equal(digest, shown.length === 0 ? await digestOf(file) : undefined);
      return shown.length === 1;
    };
    assert.equal(await asks({}, ['npm start']), false);
    assert.equal(await asks({ build: 'tsc' }, ['npm start']), true);
    assert.equal(await asks({ environment: { A: 'b' } }, ['npm start']), true);
    assert.equal(await asks({ build: 'tsc', environment: { A: 'b' } }, ['tsc\nnpm start', 'npm start']), true);
    assert.equal(await asks({}, ['npm run other']), true);
  });
});

describe('what a check keeps and leaves', function () {
  this.timeout(60_000);
  let repo: vscode.Uri;

  const repoWith = (fault: string, start = `node main.mjs ${fault}`): void => {
    repo = vscode.Uri.joinPath(temporaryHome(), 'todos');
    const extension = vscode.extensions.getExtension(EXTENSION_ID)!;
    cpSync(join(extension.extensionPath, 'test/fixtures/misbehaving'), repo.fsPath, { recursive: true });
    writeFileSync(join(repo.fsPath, FILE), JSON.stringify({ project: 'rest-api', start }));
  };
  const check = () => vscode.commands.executeCommand(CommandId.check, { folder: repo.toString() });

  before(activate);
  after("what was proven here is nobody else's", resetProofs);
  afterEach(() => restoreWindow());

  it('holds no password of .env that a crashing program has printed', async () => {
    repoWith('tells-secrets', 'node --env-file=.env main.mjs tells-secrets');
    writeFileSync(join(repo.fsPath, '.env'), 'DB_PASSWORD=correct-horse-battery\nGITHUB_TOKEN=ghp_0123456789abcdef\n');
    const shown = recordMessages(({ modal }) => (modal ? 'Run and Check' : undefined));
    await check();
    await until('the failure is told', () => shown.some(({ modal }) => !modal));
    const folder = join(installedStorage(), 'checks');
    const stored = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')).find((text) => text.includes(repo.toString())); // prettier-ignore
    assert.match(stored ?? '', /cannot connect with \*\*\*/);
    assert.doesNotMatch(`${stored} ${JSON.stringify(shown)}`, /correct-horse|ghp_0123/);
  });

  it('is nothing when its runner was killed: the editor has what is left ended', async () => {
    repoWith('leaves-a-child');
    const shown = recordMessages(({ modal }) => (modal ? 'Run and Check' : undefined));
    const checking = check();
    await until('the program and its child run', () => pidsIn(repo).length > 1);
    for (const pid of runnersOf(repo)) process.kill(pid, 'SIGKILL');
    await checking;
    await until('it is told', () => shown.some(({ text }) => text.startsWith('The checks ended by themselves (SIGKILL)')));
    assert.deepEqual(pidsIn(repo), []);
  });
});

const processes = (): number[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number); // prettier-ignore

/** Of one that has just ended, or is not ours to look at, nothing is known. */
function look<T>(at: () => T): T | undefined {
  try {
    return at();
  } catch {
    return undefined;
  }
}

const pidsIn = (folder: vscode.Uri): number[] =>
  processes().filter((pid) => look(() => readlinkSync(`/proc/${pid}/cwd`)) === folder.fsPath);

const runnersOf = (folder: vscode.Uri): number[] =>
  processes().filter((pid) => look(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.includes(`cli.mjs\0${folder.fsPath}\0`) === true);
