import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { CommandId, scaffoldCommandOf } from '../../../src/ids';
import type { ScaffoldOptions } from '../../../src/projects/scaffold/options';
import { activate } from '../support/extension';
import { temporaryHome } from '../support/home';
import { answeredQuestions } from '../../support/answeredQuestions';
import { recordMessages, replaceInWindow, restoreWindow, type Shown } from '../support/messages';
import { filesBelow, ID_FILES, packed, readText, scaffold } from '../support/scaffolding';

const IDS = ['authentication-system', 'blog-api', 'e-commerce-backend', 'real-time-chat', 'rest-api', 'url-shortener'];

describe('scaffold: on a disk', () => {
  let home: vscode.Uri;
  let messages: Shown[];
  const texts = () => messages.map(({ kind, text }) => `${kind}: ${text}`);
  const inHome = (...path: string[]) => join(home.fsPath, ...path);
  const options = (more: ScaffoldOptions = {}): ScaffoldOptions => ({
    project: 'rest-api',
    name: 'todos',
    parent: home,
    git: false,
    open: 'nothing',
    ...more,
  });

  before(() => activate());
  beforeEach(() => {
    home = temporaryHome();
    messages = recordMessages();
  });
  afterEach(() => {
    restoreWindow();
    rmSync(home.fsPath, { recursive: true, force: true });
  });

  for (const project of IDS) {
    it(`${project}: writes every file, and nothing beside it but its id`, async () => {
      const made = await scaffold(options({ project, name: project }));
      assert.equal(made?.fsPath, inHome(project));
      const { files } = await packed(project);
      assert.deepEqual(await filesBelow(made), [...files.map(({ path }) => path), ...ID_FILES].sort());
      for (const { path, text } of files) assert.equal(readFileSync(inHome(project, path), 'utf8'), text, path);
      assert.deepEqual(readdirSync(home.fsPath), [project]);
      assert.deepEqual(texts(), [`info: ${inHome(project)} is ready.`]);
    });
  }

  it('gives package, lockfile and README the name of the folder', async () => {
    const made = await scaffold(options({ name: 'My 🚀 Todos' }));
    const read = async (path: string) => readText(vscode.Uri.joinPath(made!, path));
    assert.equal((JSON.parse(await read('package.json')) as { name: string }).name, 'my-todos');
    const lock = JSON.parse(await read('package-lock.json')) as { name: string; packages: Record<string, { name?: string }> };
    assert.deepEqual([lock.name, lock.packages['']?.name], ['my-todos', 'my-todos']);
    assert.match(await read('README.md'), /^# My 🚀 Todos\n/);
  });

  it('has a command for each project, which other extensions can give the rest to', async () => {
    const { project, ...rest } = options({ name: 'links' });
    assert.equal(project, 'rest-api');
    const made = await vscode.commands.executeCommand<vscode.Uri>(scaffoldCommandOf('url-shortener'), rest);
    assert.equal(
      (JSON.parse(await readText(vscode.Uri.joinPath(made, '.backend-roadmap.json'))) as { project: string }).project,
      'url-shortener',
    );
  });

  for (const [what, name] of [
    ['spaces and emoji', 'my first  back end 🚀🧑‍💻'],
    ['200 characters', 'x'.repeat(200)],
    ['what a shell would read', "$(touch x) `x` ; & ' % ^ !"],
    ['accents', 'größe'],
  ] as const) {
    it(`makes a folder with ${what} in its name`, async () => {
      assert.equal((await scaffold(options({ name })))?.fsPath, inHome(name));
      assert.deepEqual(readdirSync(home.fsPath), [name]);
      assert.ok(readFileSync(inHome(name, 'package.json'), 'utf8').includes('"name"'));
    });
  }

  it('writes through a parent that is a link', async () => {
    mkdirSync(inHome('real'));
    symlinkSync(inHome('real'), inHome('link'));
    const made = await scaffold(options({ parent: vscode.Uri.file(inHome('link')) }));
    assert.equal(made?.fsPath, inHome('link', 'todos'));
    assert.deepEqual(readdirSync(inHome('real')), ['todos']);
  });

  it('uses an empty folder that is there, and leaves it the same folder', async () => {
    mkdirSync(inHome('todos'));
    const { ino } = statSync(inHome('todos'));
    assert.ok(await scaffold(options()));
    assert.deepEqual(readdirSync(home.fsPath), ['todos']);
    assert.ok(statSync(inHome('todos')).ino === ino && readdirSync(inHome('todos')).includes('package.json'));
    assert.equal(messages.filter(({ modal }) => modal).length, 0);
  });

  describe('a folder that is not empty', () => {
    beforeEach(() => {
      mkdirSync(inHome('todos/src'), { recursive: true });
      writeFileSync(inHome('todos/README.md'), 'mine');
      writeFileSync(inHome('todos/src/app.ts'), 'mine');
      writeFileSync(inHome('todos/notes.txt'), 'mine');
    });

    it('is asked about, with the names of the files; dismissing changes nothing', async () => {
      assert.equal(await scaffold(options()), undefined);
      const [question] = messages;
      assert.deepEqual([messages.length, question?.kind, question?.modal], [1, 'warning', true]);
      assert.equal(question?.text, `${inHome('todos')} is not empty. Create the project there anyway?`);
      assert.deepEqual(question.detail?.split('\n').slice(1).sort(), ['README.md', 'src/app.ts']);
      assert.deepEqual(await filesBelow(home), ['todos/README.md', 'todos/notes.txt', 'todos/src/app.ts']);
    });

    it('is written into after a yes: those files and no others are overwritten', async () => {
      messages = recordMessages(({ modal }) => (modal ? 'Overwrite These Files' : undefined));
      assert.ok(await scaffold(options()));
      const { files } = await packed('rest-api');
      assert.deepEqual(
        await filesBelow(home),
        [...[...files.map(({ path }) => path), ...ID_FILES].map((path) => `todos/${path}`), 'todos/notes.txt'].sort(),
      );
      assert.match(readFileSync(inHome('todos/README.md'), 'utf8'), /^# todos/);
      assert.equal(readFileSync(inHome('todos/notes.txt'), 'utf8'), 'mine');
    });

    it('is left alone for another name', async () => {
      messages = recordMessages(({ modal }) => (modal ? 'Choose Another Name' : undefined));
      replaceInWindow('createInputBox', answeredQuestions({ answer: () => 'todos too' }).createInputBox);
      assert.equal((await scaffold(options()))?.fsPath, inHome('todos too'));
      assert.equal(readFileSync(inHome('todos/README.md'), 'utf8'), 'mine');
    });

    it('with no file in the way is added to', async () => {
      rmSync(inHome('todos/README.md'));
      rmSync(inHome('todos/src/app.ts'));
      messages = recordMessages(({ modal }) => (modal ? 'Add the Files' : undefined));
      assert.ok(await scaffold(options()));
      assert.match(messages[0]?.detail ?? '', /^None of its files would be overwritten\.$/);
      assert.ok(readdirSync(inHome('todos')).includes('notes.txt'));
    });

    it('in which a folder stands where a file is to be cannot be overwritten', async () => {
      mkdirSync(inHome('todos/package.json'));
      messages = recordMessages(({ modal }) => (modal ? 'Overwrite These Files' : undefined));
      let offered: unknown[] = [];
      replaceInWindow('showWarningMessage', (_text: string, { detail }: vscode.MessageOptions, ...buttons: string[]) => {
        offered = [detail, ...buttons];
        return Promise.resolve(undefined);
      });
      assert.equal(await scaffold(options()), undefined);
      assert.deepEqual(offered, ['These cannot be overwritten:\npackage.json', 'Choose Another Folder', 'Choose Another Name']);
    });

    it('in which a link leads elsewhere is not written through', async () => {
      rmSync(inHome('todos/src'), { recursive: true });
      mkdirSync(inHome('elsewhere'));
      symlinkSync(inHome('elsewhere'), inHome('todos/src'));
      assert.equal(await scaffold(options()), undefined);
      assert.match(messages[0]?.detail ?? '', /cannot be overwritten:\nsrc$/);
      assert.deepEqual(readdirSync(inHome('elsewhere')), []);
    });
  });

  it('a file in the place of the folder: asked, and never overwritten', async () => {
    writeFileSync(inHome('todos'), 'mine');
    messages = recordMessages(({ modal }) => (modal ? 'Overwrite These Files' : undefined));
    replaceInWindow('showWarningMessage', (text: string, { modal }: vscode.MessageOptions, ...buttons: string[]) => {
      assert.deepEqual([text, modal, buttons], [`${inHome('todos')} is a file. Choose another name or another folder for your project.`, true, ['Choose Another Folder', 'Choose Another Name']]); // prettier-ignore
      return Promise.resolve(undefined);
    });
    assert.equal(await scaffold(options()), undefined);
    assert.equal(readFileSync(inHome('todos'), 'utf8'), 'mine');
  });

  it('no write permission: one sentence, nothing made', async () => {
    // Root may write to any folder but those that the kernel keeps.
    const isRoot = userInfo().uid === 0;
    const parent = isRoot ? vscode.Uri.file('/sys') : home;
    if (!isRoot) chmodSync(home.fsPath, 0o555);
    assert.equal(await scaffold({ ...options(), parent }), undefined);
    assert.deepEqual(texts(), [
      `error: ${vscode.Uri.joinPath(parent, 'todos').fsPath} could not be created: you have no permission to write there. Nothing was left behind.`,
    ]);
    if (!isRoot) chmodSync(home.fsPath, 0o755);
    assert.deepEqual(readdirSync(home.fsPath), []);
  });

  for (const [what, more, said] of [
    ['a project that is not there', { project: 'gone' }, /^error: There is no project "gone" in this roadmap\.$/],
    ['a name that cannot be', { name: 'a/b' }, /^error: A name cannot contain "\/"\.$/],
    ['a device of Windows', { name: 'nul' }, /^error: "nul" is reserved on Windows\. Choose another name\.$/],
    [
      'a parent that is not there',
      { parent: vscode.Uri.file('/no/such/folder') },
      /^error: The folder \/no\/such\/folder does not exist\. Nothing was created\.$/,
    ],
    [
      'a wrong option',
      { open: 'everything' as never },
      /^error: The option "open" is one of newWindow, here, addToWorkspace, nothing, not "everything"\.$/,
    ],
    ['a parent that is no address', { parent: '/tmp' as never }, /^error: The option "parent" cannot be "\/tmp"\.$/],
  ] as const) {
    it(`${what}: one sentence, nothing made`, async () => {
      assert.equal(await scaffold(options(more)), undefined);
      assert.equal(messages.length, 1);
      assert.match(texts()[0] ?? '', said);
      assert.deepEqual(readdirSync(home.fsPath), []);
    });
  }

  it('a parent that is a file: one sentence', async () => {
    writeFileSync(inHome('file'), '');
    assert.equal(await scaffold(options({ parent: vscode.Uri.file(inHome('file')) })), undefined);
    assert.deepEqual(texts(), [`error: ${inHome('file')} is not a folder. Nothing was created.`]);
  });

  it('begins a git repository when asked to, and shows none of it in this window', async () => {
    const git = vscode.extensions.getExtension<{ enabled: boolean }>('vscode.git');
    assert.ok(git && (await git.activate()).enabled, 'git is installed, as for every clone of this repository');
    assert.ok(await scaffold(options({ git: true })));
    assert.ok(readdirSync(inHome('todos/.git')).includes('HEAD'), texts().join());
    assert.deepEqual(texts(), [`info: ${inHome('todos')} is ready.`]);
  });

  it('what keeps git from it is told in one sentence, and the files stay', async () => {
    mkdirSync(inHome('todos'));
    writeFileSync(inHome('todos/.git'), 'no repository');
    messages = recordMessages(({ modal }) => (modal ? 'Add the Files' : undefined));
    assert.ok(await scaffold(options({ git: true })));
    assert.match(texts()[1] ?? '', /^warning: .*todos was created without a Git repository: invalid gitfile format: .*\.git$/);
    assert.equal(texts()[2], `info: ${inHome('todos')} is ready.`);
    assert.ok(readdirSync(inHome('todos')).includes('package.json'));
  });

  it('remembers the repo, and forgets it when it is taken off the list', async () => {
    const made = await scaffold(options());
    await vscode.commands.executeCommand(CommandId.removeProjectFromList, made);
    assert.equal(texts().at(-1), 'info: todos was removed from the list. Its files stay where they are.');
    await vscode.commands.executeCommand(CommandId.openProject, made);
    assert.equal(texts().at(-1), 'error: This folder is not on the list of projects.');
  });

  it('does not open a repo whose folder is gone, and says so', async () => {
    const made = await scaffold(options());
    rmSync(inHome('todos'), { recursive: true });
    await vscode.commands.executeCommand(CommandId.openProject, made);
    assert.equal(texts().at(-1), `error: The folder ${inHome('todos')} no longer exists.`);
    await vscode.commands.executeCommand(CommandId.removeProjectFromList, made);
  });
});
