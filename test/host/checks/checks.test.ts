import assert from 'node:assert/strict';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { parseResults } from '../../../src/checks/model/storedResults';
import { CommandId, EXTENSION_ID } from '../../../src/ids';
import { CheckResults } from '../../../src/checks/checkResults';
import { Log } from '../../../src/base/log';
import { installedStorage, temporaryHome } from '../support/home';
import { resetProofs } from '../support/extension';
import { recordMessages, restoreWindow } from '../support/messages';
import { until } from '../support/until';

describe('results of checks', () => {
  let home: vscode.Uri;
  const folder = vscode.Uri.file('/repos/rest-api');
  const open = () => new CheckResults({ globalStorageUri: home }, new Log());
  const passed = { passed: true, at: 5, firstPassedAt: 5, failures: 0, hints: 0, checks: [] };

  beforeEach(() => (home = temporaryHome()));

  it('are kept for the next window', async () => {
    const results = open();
    await results.update(folder, 'rest-api', (known) => ({ ...known, stages: { hello: passed } }));
    const next = open();
    assert.equal(next.stagesPassed(folder, 'rest-api'), 0, 'not read yet');
    await next.loaded;
    assert.equal(next.stagesPassed(folder, 'rest-api'), 1);
    assert.equal(next.stage(folder, 'rest-api', 'hello').firstPassedAt, 5);
    assert.equal(next.stage(folder, 'rest-api', 'update').passed, false);
  });

  it('of two windows are merged', async () => {
    const [one, other] = [open(), open()];
    await Promise.all([one.loaded, other.loaded]);
    await one.update(folder, 'rest-api', (known) => ({ ...known, stages: { hello: passed } }));
    await other.update(folder, 'rest-api', (known) => ({ ...known, stages: { update: passed } }));
    const next = open();
    await next.loaded;
    assert.equal(next.stagesPassed(folder, 'rest-api'), 2);
  });

  it('begin anew when the folder holds another project', async () => {
    const results = open();
    await results.update(folder, 'rest-api', (known) => ({ ...known, stages: { hello: passed } }));
    // Ids of stages are the same in several projects: what passed as one of them has not passed as another.
    assert.equal(results.stagesPassed(folder, 'blog-api'), 0);
    assert.deepEqual([results.stage(folder, 'rest-api', 'hello').passed, results.stage(folder, 'blog-api', 'hello').passed], [true, false]);
    await results.update(folder, 'blog-api', (known) => known);
    assert.equal(results.stagesPassed(folder, 'blog-api'), 0);
    assert.equal(results.resultsOf(folder, 'rest-api'), undefined);
  });

  it('are for the user alone: what an earlier version left open to everybody is mended when it is read, and when it is written', async () => {
    const all = join(home.fsPath, 'checks');
    await open().update(folder, 'rest-api', (known) => ({ ...known, stages: { hello: passed } }));
    const [name = ''] = readdirSync(all);
    const modes = () => [statSync(all).mode & 0o777, statSync(join(all, name)).mode & 0o777];
    const openUp = () => [all, join(all, name)].forEach((path) => chmodSync(path, 0o755));
    assert.deepEqual(modes(), [0o700, 0o600]);
    openUp();
    const results = open();
    await results.loaded;
    assert.deepEqual(modes(), [0o700, 0o600]);
    openUp();
    await results.unfoldHints(folder, 'rest-api', 'hello', 1);
    assert.deepEqual(modes(), [0o700, 0o600]);
    assert.deepEqual(readdirSync(all), [name], 'no draft is left');
  });

  it('that are damaged are not believed, and stay until the next run', async () => {
    mkdirSync(join(home.fsPath, 'checks'), { recursive: true });
    const file = join(home.fsPath, 'checks', 'damaged.json');
    writeFileSync(file, '{');
    const results = open();
    await results.loaded;
    assert.equal(results.resultsOf(folder, 'rest-api'), undefined);
    assert.equal(readFileSync(file, 'utf8'), '{');
  });

  it('tell of hints, and never fold one again', async () => {
    const results = open();
    let told = 0;
    results.onDidChange(() => (told += 1));
    await results.unfoldHints(folder, 'rest-api', 'hello', 2);
    await results.unfoldHints(folder, 'rest-api', 'hello', 1);
    assert.equal(results.stage(folder, 'rest-api', 'hello').hints, 2);
    assert.equal(told, 2);
  });
});

describe('commands of checks', () => {
  const run = async (command: CommandId, argument: unknown) => vscode.commands.executeCommand(command, argument);
  const extension = () => vscode.extensions.getExtension(EXTENSION_ID)!;

  afterEach(() => restoreWindow());
  after("what was proven here is nobody else's", resetProofs);

  it('open the read-only document of a stage, with every check on its line', async () => {
    await extension().activate();
    // A command waits until the parts are made, which is a turn after `activate`.
    await run(CommandId.focusTree, undefined);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('backend-roadmap-stage:/rest-api/read-one.md'));
    assert.match(document.getText(), /^# Read one todo\n/);
    assert.doesNotMatch(document.getText(), /^## Hints$/m);
    const texts = JSON.parse(readFileSync(join(extension().extensionPath, 'dist/content/backend/stages/rest-api.json'), 'utf8')) as {
      id: string;
      checks: { title: string; line: number }[];
    }[];
    const { checks } = texts.find(({ id }) => id === 'read-one')!;
    assert.ok(checks.length > 0);
    for (const { title, line } of checks) assert.equal(document.lineAt(line).text.replaceAll('`', ''), `- ${title}`);
  });

  it('open a file of the solution, which is not on the disk', async () => {
    const routes = async (stage: string) =>
      (
        await vscode.workspace.openTextDocument(vscode.Uri.parse(`backend-roadmap-solution:/rest-api/src/todos/routes.ts${stage}`))
      ).getText();
    assert.match(await routes('?delete'), /router\.delete/);
    assert.doesNotMatch(await routes('?update'), /router\.delete/, 'what a later stage asks for');
    assert.match(await routes(''), /router\.delete/, 'a tab that was opened before solutions had stages');
    const missing = await vscode.workspace.openTextDocument(vscode.Uri.parse('backend-roadmap-solution:/rest-api/nothing.ts'));
    assert.equal(missing.getText(), '');
  });

  it('refuse, in one sentence, what is no repo', async () => {
    const shown = recordMessages();
    for (const argument of [{ folder: 'file:///nowhere' }, { folder: 7 }, { folder: 'file:///nowhere', stage: 3 }, 42]) {
      for (const command of [CommandId.check, CommandId.checkAll, CommandId.compareWithSolution, CommandId.exportCertificate]) {
        shown.length = 0;
        assert.equal(await run(command, argument), undefined);
        assert.equal(shown.length, 1, `${command} ${JSON.stringify(argument)}`);
        assert.equal(shown[0]?.kind, 'error');
        assert.match(shown[0].text, /^[A-Z/].*\.$/);
        assert.doesNotMatch(shown[0].text, /could not finish/);
      }
    }
  });

  it('know the repo around a file, and show no solution to one who has not tried', async () => {
    const shown = recordMessages();
    await run(CommandId.compareWithSolution, vscode.Uri.joinPath(repoOf('none'), 'src', 'main.mjs'));
    assert.deepEqual(
      shown.map(({ kind, text }) => [kind, text]),
      [['info', 'The solution opens when this stage passes, or after 3 checks that fail.']],
    );
  });

  it('say what comes first where there is no project yet, as plain information with a button', async () => {
    const shown = recordMessages();
    await run(CommandId.openProject, 'url-shortener');
    assert.deepEqual(
      shown.map(({ kind, text, buttons }) => [kind, text, buttons]),
      [
        [
          'info',
          'You have not created this project yet. Scaffold it first: that creates its starter in a folder you choose.',
          ['Scaffold Project'],
        ],
      ],
    );
  });

  it('run nothing without a yes', async () => {
    const shown = recordMessages();
    const repo = repoOf('none');
    await run(CommandId.check, { folder: repo.toString() });
    assert.equal(shown.length, 1);
    assert.equal(shown[0]?.modal, true);
    assert.match(shown[0].text, /: node main\.mjs none$/);
    assert.ok(shown[0].detail?.includes(repo.fsPath));
    assert.deepEqual(storedOf(repo), undefined);
  });

  it('start the program, keep what was found, and tell it', async function () {
    this.timeout(60_000);
    const shown = recordMessages(({ modal }) => (modal ? 'Run and Check' : undefined));
    const repo = repoOf('none');
    await run(CommandId.check, { folder: repo.toString() });
    await until('the pass is told', () => shown.some(({ text }) => text === 'Passed: Start it, list todos and create one.'));
    assert.deepEqual(storedOf(repo), { hello: true });
    // The same command is not asked about again; the next stage is checked with the first, and fails.
    shown.length = 0;
    await run(CommandId.check, { folder: repo.toString() });
    await until('the failure is told', () => shown.length > 0);
    assert.deepEqual(
      shown.map(({ kind, modal }) => [kind, modal]),
      [['warning', false]],
    );
    assert.match(shown[0]?.text ?? '', /^Read one todo does not pass yet\. /);
    assert.deepEqual(storedOf(repo), { hello: true, 'read-one': false });
  });

  it('end at once when they are cancelled, with the program, and keep nothing of it as a failure', async function () {
    this.timeout(60_000);
    recordMessages(({ modal }) => (modal ? 'Run and Check' : undefined));
    const repo = repoOf('slow-body');
    const checking = run(CommandId.check, { folder: repo.toString() });
    await until('the program runs', () => programsIn(repo) > 0);
    await run(CommandId.cancelCheck, undefined);
    await checking;
    assert.equal(programsIn(repo), 0);
    assert.deepEqual(storedOf(repo), {});
  });

  it('tell what hinders a check with one thing to do, and keep nothing of it as a failure', async function () {
    this.timeout(60_000);
    const shown = recordMessages(({ modal }) => (modal ? 'Run and Check' : undefined));
    const repo = repoOf('crashes-at-start');
    await run(CommandId.check, { folder: repo.toString() });
    await until('the problem is told', () => shown.length > 1);
    assert.match(shown[1]?.text ?? '', /^The program ended \(exit code 1\) before it listened/);
    assert.deepEqual(storedOf(repo), {});
  });
});

/** A repo whose program does one thing wrong, or none. */
function repoOf(fault: string): vscode.Uri {
  const repo = vscode.Uri.joinPath(temporaryHome(), 'todos');
  cpSync(join(extensionPath(), 'test/fixtures/misbehaving'), repo.fsPath, { recursive: true });
  writeFileSync(join(repo.fsPath, '.backend-roadmap.json'), JSON.stringify({ project: 'rest-api', start: `node main.mjs ${fault}` }));
  mkdirSync(join(repo.fsPath, 'src'));
  return repo;
}

/** How many processes run in a folder. */
const programsIn = (repo: vscode.Uri): number =>
  readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readlinkSync(`/proc/${name}/cwd`) === repo.fsPath;
    } catch {
      // It has just ended, or is not ours to look at.
      return false;
    }
  }).length;

const extensionPath = (): string => vscode.extensions.getExtension(EXTENSION_ID)?.extensionPath ?? '';

/** Which stages of a repo passed when they were run last, as the installed extension has stored it. */
function storedOf(repo: vscode.Uri): Record<string, boolean> | undefined {
  const folder = join(installedStorage(), 'checks');
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const all = files.map((name) => parseResults(readFileSync(join(folder, name), 'utf8')));
  const found = all.find((results) => results?.uri === repo.toString());
  return found && Object.fromEntries(Object.entries(found.stages).map(([id, { passed }]) => [id, passed]));
}
