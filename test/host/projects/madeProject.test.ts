import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Log } from '../../../src/base/log';
import { CheckResults } from '../../../src/checks/checkResults';
import { parseProjectFile, PROJECT_FILE } from '../../../src/content/projectFile';
import { mayRun } from '../../../src/projects/start/consent';
import { activate } from '../support/extension';
import { installedStorage, temporaryHome } from '../support/home';
import { recordMessages, restoreWindow } from '../support/messages';
import { scaffold } from '../support/scaffolding';

/** Puts a line into a file of JSON by its path of keys. */
function edit(file: string, change: (content: Record<string, unknown>) => void): void {
  const content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  change(content);
  writeFileSync(file, JSON.stringify(content));
}

describe('a project that was just made', function () {
  this.timeout(30_000);
  let home: vscode.Uri;
  let made: vscode.Uri;
  const at = (...path: string[]) => join(made.fsPath, ...path);

  before(() => activate());
  beforeEach(async () => {
    home = temporaryHome();
    recordMessages();
    made = await make('todos');
  });
  afterEach(() => {
    restoreWindow();
    rmSync(home.fsPath, { recursive: true, force: true });
  });

  const make = async (name: string) =>
    (await scaffold({ project: 'rest-api', name, parent: home, git: true, open: 'nothing' })) ?? assert.fail('it was made');

  /** What a check would ask about a folder, with what the extension has kept of it; undefined when it would not ask. */
  async function questionAbout(folder: vscode.Uri, more: object = {}): Promise<string | undefined> {
    // As a window sees it that has just opened.
    const results = new CheckResults({ globalStorageUri: vscode.Uri.file(installedStorage()) }, new Log());
    const shown = recordMessages();
    const file = parseProjectFile(readFileSync(join(folder.fsPath, PROJECT_FILE), 'utf8'));
    const { project = '', start = '' } = file;
    try {
      const digest = await mayRun({ folder, file: { ...file, project, start, ...more }, purpose: 'check' }, results);
      assert.equal(digest === undefined, shown.length > 0);
    } finally {
      results.dispose();
    }
    return shown[0] && `${shown[0].text} ${shown[0].detail ?? ''}`;
  }

  it('is checked without a question as long as what runs is what was made, whatever the learner writes in it', async () => {
    assert.equal(await questionAbout(made), undefined);
    appendFileSync(at('src', 'app.ts'), '\n// mine\n');
    appendFileSync(at('README.md'), '\nMine.\n');
    appendFileSync(at('requests.http'), '\n### Mine\n');
    mkdirSync(at('node_modules'));
    assert.equal(await questionAbout(made), undefined);
  });

  const attacks: Readonly<Record<string, () => void>> = {
    'another start command': () => edit(at(PROJECT_FILE), (file) => (file['start'] = 'node other.js')),
    'another script of package.json': () => edit(at('package.json'), (file) => (file['scripts'] = { start: 'node other.js' })),
    'a script that runs before it': () =>
      edit(at('package.json'), (file) => Object.assign(file['scripts'] as object, { prestart: 'node other.js' })),
    'settings of npm that name another shell': () => writeFileSync(at('.npmrc'), 'script-shell=./other.sh\n'),
    'variables in a file': () => writeFileSync(at('.env'), 'NODE_OPTIONS=--require ./other.js\n'),
    'other packages': () => appendFileSync(at('package-lock.json'), ' '),
    'a file that is missing': () => rmSync(at('tsconfig.json')),
    'a link in the place of a file': () => {
      renameSync(at('tsconfig.json'), join(home.fsPath, 'elsewhere.json'));
      symlinkSync(join(home.fsPath, 'elsewhere.json'), at('tsconfig.json'));
    },
    'a project around it': () => writeFileSync(join(home.fsPath, 'package.json'), JSON.stringify({ workspaces: ['todos'] })),
  };
  for (const [name, attack] of Object.entries(attacks)) {
    it(`is asked about with ${name}, and the question says why`, async () => {
      attack();
      assert.match(
        (await questionAbout(made)) ?? '',
        /^A check runs this command of todos: .*You are asked because files at the top of this folder/s,
      );
    });
  }

  it("is asked about with variables of the learner's own, which are nobody's making", async () => {
    assert.match((await questionAbout(made, { environment: { A: '1' } })) ?? '', /A=1/);
  });

  it('has its like in no copy and nowhere it is moved to', async () => {
    const copy = vscode.Uri.joinPath(home, 'copy');
    cpSync(made.fsPath, copy.fsPath, { recursive: true });
    assert.match((await questionAbout(copy)) ?? '', /^A check runs this command of copy: npm start/);
    const moved = vscode.Uri.joinPath(home, 'moved');
    renameSync(made.fsPath, moved.fsPath);
    assert.match((await questionAbout(moved)) ?? '', /^A check runs this command of moved: npm start/);
  });

  it('is asked about where a folder was there before', async () => {
    mkdirSync(join(home.fsPath, 'old'));
    writeFileSync(join(home.fsPath, 'old', 'notes.txt'), 'old');
    recordMessages(() => 'Add the Files');
    const old = await make('old');
    assert.match((await questionAbout(old)) ?? '', /^A check runs this command of old: npm start/);
  });

  it('keeps what stands for it outside of the folder', () => {
    const kept = readdirSync(join(installedStorage(), 'checks')).map((name) => readFileSync(join(installedStorage(), 'checks', name), 'utf8')); // prettier-ignore
    assert.ok(kept.some((text) => text.includes(made.toString()) && /"made sha256:[0-9a-f]{64}"/.test(text)));
    assert.deepEqual(readdirSync(at('.data')).sort(), ['.gitignore', 'project-id']);
  });
});
