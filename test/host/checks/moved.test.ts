import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { CheckResults } from '../../../src/checks/checkResults';
import type { RepoResults, StageResult } from '../../../src/checks/model/results';
import { EXTENSION_ID } from '../../../src/ids';
import { Log } from '../../../src/base/log';
import { ProjectRepoStore } from '../../../src/projects/projectRepos';
import { temporaryHome } from '../support/home';
import { SharedState } from '../support/memento';
import { recordMessages, replaceInWindow, restoreWindow, type Shown } from '../support/messages';
import { until } from '../support/until';

const ID_FILE = '.data/project-id';
const passed: StageResult = { passed: true, at: 5, firstPassedAt: 5, failures: 0, hints: 0, checks: [] };

describe('results of checks, when a project is moved', () => {
  let home: vscode.Uri;
  let windows: CheckResults[] = [];
  let logged: string[] = [];

  /** A window of its own, which knows what the ones before have stored. */
  const open = (): CheckResults => {
    const log = new Log();
    Object.assign(log, { error: (doing: string) => logged.push(doing) });
    const results = new CheckResults({ globalStorageUri: vscode.Uri.joinPath(home, 'storage') }, log);
    windows.push(results);
    return results;
  };
  const folder = (name: string) => vscode.Uri.joinPath(home, name);
  const path = (name: string, file = '') => join(folder(name).fsPath, file);
  const make = (name: string, project = 'rest-api'): vscode.Uri => {
    mkdirSync(path(name));
    writeFileSync(path(name, '.backend-roadmap.json'), JSON.stringify({ project, start: 'npm start' }));
    return folder(name);
  };
  const pass = async (results: CheckResults, where: vscode.Uri, ...stages: string[]) =>
    results.update(where, 'rest-api', (known) => ({
      ...{ ...known, allowed: ['npm start'] },
      stages: { ...known.stages, ...Object.fromEntries(stages.map((stage) => [stage, passed])) },
    }));
  /** Opens a window that is asked about a folder, and says what it knows of it. */
  const passedIn = async (where: vscode.Uri, results = open()): Promise<readonly [stages: number, allowed: readonly string[]]> => {
    const allowed = await results.consentsIn(where, 'rest-api');
    return [results.stagesPassed(where, 'rest-api'), allowed];
  };
  const files = () => readdirSync(path('storage', 'checks')).sort();

  beforeEach(() => {
    home = temporaryHome();
    logged = [];
  });
  afterEach(() => {
    restoreWindow();
    for (const results of windows) results.dispose();
    windows = [];
    rmSync(home.fsPath, { recursive: true });
  });

  it('follow it, without its consents; they are asked for again', async () => {
    await pass(open(), make('rest-api'), 'hello', 'read-one', 'update');
    renameSync(path('rest-api'), path('my-api'));
    assert.deepEqual(await passedIn(folder('my-api')), [3, []]);
    assert.deepEqual(await passedIn(folder('my-api')), [3, []], 'and stay there');
    assert.deepEqual(await passedIn(folder('rest-api')), [0, []]);
    assert.equal(files().length, 1);
  });

  it('follow it in the window that saw them, to its page and to the list of projects', async () => {
    const results = open();
    const repos = new ProjectRepoStore(new SharedState().open(), new Log(), results, '');
    const [mine, other] = [make('rest-api'), make('other')];
    await repos.begin('rest-api', mine);
    await repos.begin('rest-api', other);
    await pass(results, mine, 'hello');
    renameSync(path('rest-api'), path('my-api'));
    const moves: string[] = [];
    results.onDidMove(({ from, to }) => moves.push(`${from.path.slice(-9)} to ${to.path.slice(-7)}`));
    await passedIn(folder('my-api'), open());
    await results.loaded;
    await passedIn(folder('my-api'), results);
    assert.deepEqual(moves, ['/rest-api to /my-api']);
    const listed = repos.knownRepos('rest-api').map(({ name, stagesPassed }) => `${name} ${stagesPassed}`);
    assert.deepEqual(listed, ['other 0', 'my-api 1'], 'as old as it was');
    repos.dispose();
  });

  it('follow it without being asked for, in a window that has its new place open', async () => {
    await pass(open(), make('rest-api'), 'hello');
    renameSync(path('rest-api'), path('my-api'));
    const searches = vscode.workspace as unknown as Record<string, unknown>;
    const search = searches['findFiles'];
    searches['findFiles'] = () => Promise.resolve([vscode.Uri.joinPath(folder('my-api'), '.backend-roadmap.json')]);
    try {
      const results = open();
      await results.loaded;
      await until('they are found', () => results.stagesPassed(folder('my-api'), 'rest-api') === 1);
    } finally {
      searches['findFiles'] = search;
    }
  });

  it('follow it when it is renamed in the editor', async () => {
    const results = open();
    await pass(results, make('rest-api'), 'hello');
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(folder('rest-api'), folder('my-api'));
    assert.equal(await vscode.workspace.applyEdit(edit), true);
    await until('they are at the new place', () => results.stagesPassed(folder('my-api'), 'rest-api') === 1);
    assert.equal(results.stagesPassed(folder('rest-api'), 'rest-api'), 0);
  });

  it('lie by an id that git ignores, in a file that a copy of the repository does not have', async () => {
    await pass(open(), make('rest-api'), 'hello');
    assert.match(readFileSync(path('rest-api', ID_FILE), 'utf8'), /^[0-9a-f-]{36}\n$/);
    assert.equal(readFileSync(path('rest-api', '.data/.gitignore'), 'utf8'), '*\n');
    cpSync(path('rest-api'), path('clone'), { recursive: true, filter: (from) => !from.endsWith('.data') });
    const shown = recordMessages();
    assert.deepEqual(await passedIn(folder('clone')), [0, []]);
    assert.deepEqual(shown, []);
    assert.deepEqual(await passedIn(folder('rest-api')), [1, ['npm start']]);
  });

  it('are where they were, when what git ignores is cleaned away', async () => {
    await pass(open(), make('rest-api'), 'hello');
    const id = readFileSync(path('rest-api', ID_FILE), 'utf8');
    rmSync(path('rest-api', '.data'), { recursive: true });
    assert.deepEqual(await passedIn(folder('rest-api')), [1, ['npm start']]);
    assert.equal(readFileSync(path('rest-api', ID_FILE), 'utf8'), id);
    renameSync(path('rest-api'), path('my-api'));
    assert.deepEqual(await passedIn(folder('my-api')), [1, []]);
  });

  it('wait for it, when another project is made where it was', async () => {
    const results = open();
    await pass(results, make('rest-api'), 'hello', 'read-one');
    renameSync(path('rest-api'), path('my-api'));
    const later = open();
    await later.begin(make('rest-api'), 'rest-api');
    assert.deepEqual(await passedIn(folder('rest-api'), later), [0, []]);
    await pass(later, folder('rest-api'), 'hello');
    assert.deepEqual(await passedIn(folder('my-api')), [2, []]);
    assert.deepEqual(await passedIn(folder('rest-api')), [1, ['npm start']]);
  });

  it('are those of the same folder by another way, with its consents', async () => {
    await pass(open(), make('rest-api'), 'hello');
    symlinkSync(path('rest-api'), path('by-link'));
    const shown = recordMessages();
    assert.deepEqual(await passedIn(folder('by-link')), [1, ['npm start']]);
    assert.deepEqual(await passedIn(folder('rest-api')), [1, ['npm start']], 'and back');
    assert.deepEqual(shown, []);
  });

  it('are those of the same address, however its drive and its end are written', async () => {
    const results = open();
    await results.update(vscode.Uri.parse('file:///C:/code/x'), 'rest-api', (known) => ({ ...known, stages: { hello: passed } }));
    for (const address of ['file:///c:/code/x', 'file:///C%3A/code/x/', 'file:///c%3A/code/x//'])
      assert.equal(
        open().stagesPassed(vscode.Uri.parse(address), 'rest-api') || results.stagesPassed(vscode.Uri.parse(address), 'rest-api'),
        1,
      );
    assert.equal(results.stagesPassed(vscode.Uri.parse('file:///c:/'), 'rest-api'), 0);
  });

  describe('and of two folders that claim them', () => {
    const copy = () => cpSync(path('rest-api'), path('copy'), { recursive: true });
    const idIn = (name: string) => readFileSync(path(name, ID_FILE), 'utf8');

    it('the copy begins with them, if the learner says so, and has an id of its own', async () => {
      await pass(open(), make('rest-api'), 'hello', 'read-one');
      copy();
      const shown = recordMessages(() => 'Use Its Results');
      const results = open();
      await passedIn(folder('copy'), results);
      await until('the copy has its results', () => results.stagesPassed(folder('copy'), 'rest-api') === 2);
      await until('they are kept', () => files().length === 2);
      assert.deepEqual(shown.map(({ text, buttons }) => [text.replaceAll(home.fsPath, ''), buttons]), [
        ['copy looks like a copy of /rest-api. Begin with what the checks found there, or with nothing?', ['Use Its Results', 'Start Fresh']],
      ]); // prettier-ignore
      assert.notEqual(idIn('copy'), idIn('rest-api'));
      assert.deepEqual([await passedIn(folder('copy')), await passedIn(folder('rest-api'))], [[2, []], [2, ['npm start']]]); // prettier-ignore
      assert.equal(shown.length, 1, 'asked once');
    });

    it('it begins with nothing, if the learner says so', async () => {
      await pass(open(), make('rest-api'), 'hello');
      copy();
      const shown = recordMessages(() => 'Start Fresh');
      await passedIn(folder('copy'));
      await until('the copy has an id of its own', () => idIn('copy') !== idIn('rest-api'));
      await until('it is kept', () => files().length === 2);
      assert.deepEqual([await passedIn(folder('copy')), await passedIn(folder('rest-api'))], [[0, []], [1, ['npm start']]]); // prettier-ignore
      assert.equal(shown.length, 1);
    });

    it('it begins with nothing when it is checked before there is an answer', async () => {
      await pass(open(), make('rest-api'), 'hello');
      copy();
      recordMessages();
      const results = open();
      await pass(results, folder('copy'), 'update');
      assert.notEqual(idIn('copy'), idIn('rest-api'));
      assert.deepEqual([await passedIn(folder('copy')), await passedIn(folder('rest-api'))], [[1, ['npm start']], [1, ['npm start']]]); // prettier-ignore
    });

    it('it has both when it is checked before the learner says that it begins with them', async () => {
      await pass(open(), make('rest-api'), 'hello', 'read-one');
      copy();
      let answer: (button: string) => void = () => undefined;
      replaceInWindow('showInformationMessage', () => new Promise((resolve) => (answer = resolve)));
      const results = open();
      await pass(results, folder('copy'), 'update');
      answer('Use Its Results');
      await until('it has them', () => results.stagesPassed(folder('copy'), 'rest-api') === 3);
      await until('they are kept', async () => (await passedIn(folder('copy')))[0] === 3);
      assert.notEqual(idIn('copy'), idIn('rest-api'));
      assert.deepEqual(await passedIn(folder('rest-api')), [2, ['npm start']]);
    });

    it('the learner is asked about it once, however often it is looked at', async () => {
      await pass(open(), make('rest-api'), 'hello');
      copy();
      make('third');
      const shown = recordMessages();
      const results = open();
      await passedIn(folder('copy'), results);
      await until('the question is there', () => shown.length === 1);
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(folder('third'), folder('fourth'));
      let looks = 0;
      const counted = vscode.workspace.onDidRenameFiles(() => (looks += 1));
      await vscode.workspace.applyEdit(edit);
      await until('everything is looked at anew', () => looks === 1);
      counted.dispose();
      await passedIn(folder('copy'), results);
      // A question that came would come before what is kept of another folder.
      await pass(results, folder('fourth'), 'hello');
      assert.equal(shown.length, 1);
    });

    it('nobody is asked about results that there are not', async () => {
      await open().begin(make('rest-api'), 'rest-api');
      copy();
      const shown = recordMessages();
      await passedIn(folder('copy'));
      await until('the copy has an id of its own', () => idIn('copy') !== idIn('rest-api'));
      assert.deepEqual(shown, []);
    });

    it('the question comes in the words of the learner’s folders, and makes no link of them', async () => {
      await pass(open(), make('rest-api'), 'hello');
      cpSync(path('rest-api'), path('[x](command:y)'), { recursive: true });
      const shown: Shown[] = recordMessages();
      await passedIn(folder('[x](command:y)'));
      await until('the question is there', () => shown.length === 1);
      assert.doesNotMatch(shown[0]?.text ?? '', /\]\(/);
    });

    it('in a folder that nobody trusts nothing is asked or written, and what was moved there is known all the same', async () => {
      await pass(open(), make('rest-api'), 'hello');
      copy();
      const trust = Object.getOwnPropertyDescriptor(vscode.workspace, 'isTrusted');
      Object.defineProperty(vscode.workspace, 'isTrusted', { value: false, configurable: true });
      try {
        const shown = recordMessages();
        assert.deepEqual(await passedIn(folder('copy')), [0, []]);
        assert.equal(idIn('copy'), idIn('rest-api'));
        rmSync(path('rest-api'), { recursive: true });
        assert.deepEqual(await passedIn(folder('copy')), [1, []]);
        const results = open();
        await results.unfoldHints(make('strange'), 'rest-api', 'hello', 1);
        assert.deepEqual(readdirSync(path('strange')), ['.backend-roadmap.json']);
        assert.deepEqual(shown, []);
      } finally {
        if (trust) Object.defineProperty(vscode.workspace, 'isTrusted', trust);
        else Reflect.deleteProperty(vscode.workspace, 'isTrusted');
      }
    });
  });

  it('stay with the address where no id can be written, and nobody hears of it but the log', async () => {
    const shown = recordMessages();
    // Rights alone keep nobody from writing who runs the tests as root.
    symlinkSync('/nowhere', join(make('by-link').fsPath, '.data'));
    writeFileSync(join(make('by-file').fsPath, '.data'), 'a file');
    for (const name of ['by-link', 'by-file']) {
      await pass(open(), folder(name), 'hello');
      assert.deepEqual(await passedIn(folder(name)), [1, ['npm start']]);
      assert.ok(
        logged.some((line) => line.endsWith(`/${name} cannot keep an id, so the results of its checks do not follow it when it is moved`)),
      );
    }
    assert.deepEqual(shown, []);
  });

  it('are reached by no id that is none, and nothing is written where a link leads', async () => {
    make('elsewhere');
    for (const [name, content] of [
      ['dots', '../../checks/x'],
      ['proto', '__proto__'],
      ['long', 'x'.repeat(1_000_000)],
      ['empty', ''],
    ] as const) {
      mkdirSync(join(make(name).fsPath, '.data'));
      writeFileSync(path(name, ID_FILE), content);
      await pass(open(), folder(name), 'hello');
      assert.match(readFileSync(path(name, ID_FILE), 'utf8'), /^[0-9a-f-]{36}\n$/, name);
      assert.deepEqual(await passedIn(folder(name)), [1, ['npm start']], name);
    }
    symlinkSync(path('elsewhere'), join(make('linked').fsPath, '.data'));
    await pass(open(), folder('linked'), 'hello');
    mkdirSync(join(make('file-link').fsPath, '.data'));
    symlinkSync(path('elsewhere', 'project-id'), path('file-link', ID_FILE));
    await pass(open(), folder('file-link'), 'hello');
    assert.deepEqual(readdirSync(path('elsewhere')), ['.backend-roadmap.json']);
  });

  it('that are a stranger’s are none of the learner’s, whatever id lies beside them', async () => {
    await pass(open(), make('mine'), 'hello');
    mkdirSync(join(make('strange').fsPath, '.data'));
    writeFileSync(path('strange', ID_FILE), '11111111-2222-4333-8444-555555555555\n');
    assert.deepEqual(await passedIn(folder('strange')), [0, []]);
    await pass(open(), folder('strange'), 'update');
    assert.deepEqual([await passedIn(folder('mine')), await passedIn(folder('strange'))], [[1, ['npm start']], [1, ['npm start']]]); // prettier-ignore
  });

  it('of 0.1.0 are taken over where they are, and follow from then on', async () => {
    const fixture = join(vscode.extensions.getExtension(EXTENSION_ID)!.extensionPath, 'test/fixtures/0.1.0');
    const [name = ''] = readdirSync(join(fixture, 'globalStorage/checks'));
    const stored = JSON.parse(readFileSync(join(fixture, 'globalStorage/checks', name), 'utf8')) as RepoResults;
    // As 0.1.0 has called the file of a folder.
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(folder('rest-api').toString())));
    const old = `${Buffer.from(digest.slice(0, 16)).toString('hex')}.json`;
    mkdirSync(path('storage', 'checks'), { recursive: true });
    writeFileSync(path('storage', `checks/${old}`), JSON.stringify({ ...stored, uri: folder('rest-api').toString() }));
    mkdirSync(path('rest-api'));
    cpSync(join(fixture, 'project.json'), path('rest-api', '.backend-roadmap.json'));

    // Nobody has to ask for it: a window that knows of it gives it its id.
    await open().loaded;
    await until('it has an id, by which it is kept', () => files().length === 1 && files()[0] !== old);
    renameSync(path('rest-api'), path('my-api'));
    const results = open();
    assert.deepEqual(await passedIn(folder('my-api'), results), [1, []]);
    assert.deepEqual(results.resultsOf(folder('my-api'), 'rest-api')?.stages, stored.stages);
    assert.deepEqual(await passedIn(folder('rest-api')), [0, []]);
  });

  it('of 0.1.0 whose folder is gone make no new one, and are not lost', async () => {
    await pass(open(), folder('gone'), 'hello');
    await open().loaded;
    assert.deepEqual([await passedIn(folder('gone')), readdirSync(home.fsPath)], [[1, ['npm start']], ['storage']]);
  });

  it('are given one id by windows that open at once', async () => {
    const where = make('rest-api');
    await pass(open(), where, 'hello');
    rmSync(path('rest-api', '.data'), { recursive: true });
    const [name = ''] = files();
    const stored = JSON.parse(readFileSync(path('storage', `checks/${name}`), 'utf8')) as RepoResults;
    rmSync(path('storage', `checks/${name}`));
    writeFileSync(path('storage', 'checks/as-an-earlier-version.json'), JSON.stringify({ ...stored, id: undefined }));
    const ids = await Promise.all(
      [open(), open(), open()].map(async (results) => {
        await passedIn(where, results);
        return results.resultsOf(where, 'rest-api')?.id;
      }),
    );
    assert.deepEqual(new Set(ids), new Set([readFileSync(path('rest-api', ID_FILE), 'utf8').trim()]));
    renameSync(path('rest-api'), path('my-api'));
    assert.deepEqual(await passedIn(folder('my-api')), [1, []]);
  });
});
