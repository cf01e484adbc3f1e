import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { exportCertificate } from '../../../src/checks/commands/exportCertificate';
import type { RepoResults } from '../../../src/checks/model/results';
import { RoadmapIndex } from '../../../src/content/outline';
import { factsOf } from '../../../src/projects/repositoryFacts';
import { CommandId } from '../../../src/ids';
import { recordCommand, restoreCommands } from '../support/contextKeys';
import { temporaryHome } from '../support/home';
import { recordMessages, replaceInWindow, restoreWindow, type Shown } from '../support/messages';
import { setSetting } from '../support/settings';
import { until } from '../support/until';

const git = (folder: vscode.Uri, ...args: string[]) => execFileSync('git', args, { cwd: folder.fsPath, encoding: 'utf8' }).trim();

describe('exporting a certificate', () => {
  let folder: vscode.Uri;
  let asked: vscode.InputBoxOptions[];
  let answer: string | undefined;
  const passed = { passed: true, at: 2, firstPassedAt: 1, failures: 0, hints: 0, checks: [] };
  let stages: RepoResults['stages'];

  const run = () => {
    const project = { id: 'api', title: 'API', level: 'Beginner' as const, hours: 3, topics: ['http'], stages: 1 };
    const http = { id: 'http', title: 'HTTP', hours: 1, formerly: [] };
    const sections = [{ id: 's', title: 'S', topics: [http] }];
    const items = [{ ...project, summary: 'An API.', stages: [{ id: 'first', title: 'The first', topics: ['http'] }] }];
    const app = {
      library: {
        index: new RoadmapIndex({ id: 'r', title: 'R', sections, projects: [project] }),
        load: () => Promise.resolve({ projects: { items } }),
        stages: { load: () => Promise.resolve([{ id: 'first', title: 'The first', checks: [{ id: 'a', title: 'It answers' }] }]) },
      },
      results: {
        loaded: Promise.resolve(),
        resultsOf: () => ({ version: 1, uri: folder.toString(), project: 'api', allowed: [], stages }),
      },
      checks: {
        load: () => Promise.resolve({ folders: { read: () => Promise.resolve({ uri: folder, name: 'my-api', project: 'api' }) } }),
      },
    };
    return exportCertificate(app as unknown as Parameters<typeof exportCertificate>[0], [{ folder: folder.toString() }]);
  };
  const written = () => readFileSync(join(folder.fsPath, 'api-certificate.md'), 'utf8');

  beforeEach(async () => {
    folder = vscode.Uri.joinPath(temporaryHome(), 'my-api');
    mkdirSync(folder.fsPath);
    [asked, answer, stages] = [[], 'Ada', { first: passed }];
    recordMessages();
    replaceInWindow('showSaveDialog', (options: vscode.SaveDialogOptions) => Promise.resolve(options.defaultUri));
    replaceInWindow('showInputBox', (options: vscode.InputBoxOptions) => {
      asked.push(options);
      return Promise.resolve(answer);
    });
    await setSetting('certificate.name', undefined);
  });
  afterEach(async () => {
    restoreCommands();
    restoreWindow();
    await setSetting('certificate.name', undefined);
  });

  it('asks for a name once, and keeps it', async () => {
    await run();
    assert.match(written(), /^\*\*Ada\*\* has built API\. Passed: 1 stage with 1 check\.$/m);
    await run();
    assert.equal(asked.length, 1);
    assert.match(written(), /\| Built by \| Ada \|/);
  });

  it('keeps that there is to be none, and does not ask again', async () => {
    answer = '';
    await run();
    await run();
    assert.equal(asked.length, 1);
    assert.match(written(), /^API was built/m);
  });

  it('writes nothing when the learner leaves the question, and asks the next time', async () => {
    answer = undefined;
    await run();
    assert.throws(written);
    await run();
    assert.equal(asked.length, 2);
  });

  it('says of a project that is not finished how far it is, as plain information, and leads to what is left', async () => {
    stages = {};
    const opened = recordCommand(CommandId.openStage);
    const shown = recordMessages(() => 'Open Stage');
    await run();
    await until('the stage is opened', () => opened.length > 0);
    assert.deepEqual(shown, [
      {
        kind: 'info',
        text: 'The certificate of my-api comes with its last stage: 0 of 1 stages have passed. Next is "The first".',
        modal: false,
        detail: undefined,
        buttons: ['Open Stage'],
      },
    ]);
    assert.deepEqual(opened, [[{ folder: folder.toString(), project: 'api', stage: 'first' }]]);
    assert.throws(written);
  });

  describe('with changes that are not committed', () => {
    let asks: Shown[];
    const runAnswering = async (button?: string) => {
      asks = recordMessages(({ modal }) => (modal ? button : undefined));
      await run();
    };

    beforeEach(() => {
      git(folder, 'init', '--quiet');
      for (const [key, value] of [['user.name', 'Ada'], ['user.email', 'ada@example.com']] as const) git(folder, 'config', key, value); // prettier-ignore
      writeFileSync(join(folder.fsPath, 'main.js'), '1');
      git(folder, 'add', '.');
      git(folder, 'commit', '--quiet', '-m', 'Begin');
    });

    it('is asked about, since nobody else can check them', async () => {
      writeFileSync(join(folder.fsPath, 'main.js'), '2');
      await runAnswering();
      assert.throws(written);
      assert.deepEqual(
        asks.map(({ text, buttons }) => [text, buttons]),
        [['my-api has changes that are not committed.', ['Export All the Same']]],
      );
      await runAnswering('Export All the Same');
      assert.match(written(), /\| Git commit \| `[0-9a-f]{40}`, with changes that are not committed \|/);
      assert.doesNotMatch(written(), /at the commit above/);
    });

    it('is not asked about when there are none', async () => {
      await runAnswering();
      assert.deepEqual(
        asks.filter(({ modal }) => modal),
        [],
      );
      assert.match(written(), /Open the folder of this project, at the commit above, in/);
    });
  });

  describe('knows from git', () => {
    const facts = () => factsOf('git', folder.fsPath, 'api-certificate.md');

    it('the name and the commit, and whether all of it is committed; the certificate itself is no change', async () => {
      git(folder, 'init', '--quiet');
      git(folder, 'config', 'user.name', 'Ada Lovelace');
      git(folder, 'config', 'user.email', 'ada@example.com');
      assert.deepEqual(await facts(), { userName: 'Ada Lovelace', commit: undefined });
      writeFileSync(join(folder.fsPath, 'main.js'), '1');
      git(folder, 'add', '.');
      git(folder, 'commit', '--quiet', '-m', 'Begin');
      writeFileSync(join(folder.fsPath, 'api-certificate.md'), '# Certificate');
      const hash = git(folder, 'rev-parse', 'HEAD');
      assert.deepEqual((await facts()).commit, { hash, isClean: true });
      writeFileSync(join(folder.fsPath, 'main.js'), '2');
      assert.deepEqual((await facts()).commit, { hash, isClean: false });
    });
  });
});
