import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CommandId } from '../../src/ids';
import type { ScaffoldOptions } from '../../src/projects/scaffold/options';
import { activate } from '../host/support/extension';
import { MemoryFiles } from '../host/support/memoryFiles';
import { recordMessages, restoreWindow, type Shown } from '../host/support/messages';
import { packed, scaffold } from '../host/support/scaffolding';

const SCHEME = 'scaffold-web';

describe('scaffold: in the browser, where there is no disk', () => {
  let files: MemoryFiles;
  let registration: vscode.Disposable;
  let messages: Shown[];
  const parent = vscode.Uri.from({ scheme: SCHEME, path: '/code' });
  const options = (more: ScaffoldOptions = {}): ScaffoldOptions => ({
    project: 'rest-api',
    name: 'todos',
    parent,
    open: 'nothing',
    git: true,
    ...more,
  });

  before(() => activate());
  beforeEach(() => {
    files = new MemoryFiles();
    files.put('/code');
    registration = vscode.workspace.registerFileSystemProvider(SCHEME, files, { isCaseSensitive: true });
    messages = recordMessages();
  });
  afterEach(() => {
    restoreWindow();
    registration.dispose();
  });

  it('writes the same files, without git, and says why', async () => {
    assert.equal((await scaffold(options()))?.path, '/code/todos');
    const { files: starter } = await packed('rest-api');
    const expected = starter.map(({ path }) => `/code/todos/${path}`).sort();
    const written = files.list().filter((path) => !path.endsWith('/'));
    assert.deepEqual(written, expected);
    const said = messages.map(({ text }) => text);
    assert.deepEqual(said, [
      `${SCHEME}:/code/todos was created without a Git repository: Git does not run in the browser.`,
      `${SCHEME}:/code/todos is ready.`,
    ]);
  });

  it('also where nothing can be renamed, and leaves nothing when it fails', async () => {
    files.renameFailure = () => new Error('not supported');
    assert.ok(await scaffold(options({ name: 'copied' })));
    assert.ok(files.list().includes('/code/copied/package.json'));
    const before = files.list();
    files.writes = 0;
    files.beforeWrite = (count) => {
      if (count === 9) throw new Error('the quota is used up');
    };
    assert.equal(await scaffold(options()), undefined);
    assert.deepEqual(files.list(), before);
    assert.match(messages.at(-1)?.text ?? '', /could not be created \(.*the quota is used up.*\)\. Nothing was left behind\.$/);
  });

  it('keeps the repo on its list', async () => {
    const made = await scaffold(options());
    await vscode.commands.executeCommand(CommandId.removeProjectFromList, made);
    assert.match(messages.at(-1)?.text ?? '', /^todos was removed from the list\./);
  });
});
