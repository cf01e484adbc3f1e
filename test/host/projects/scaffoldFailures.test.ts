import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ScaffoldOptions } from '../../../src/projects/scaffold/options';
import { activate } from '../support/extension';
import { MemoryFiles } from '../support/memoryFiles';
import { recordMessages, replaceInWindow, restoreWindow, type Shown } from '../support/messages';
import { packed, scaffold } from '../support/scaffolding';
import { until } from '../support/until';

const SCHEME = 'scaffold-memory';

describe('scaffold: on file systems that fail', () => {
  let files: MemoryFiles;
  let registration: vscode.Disposable;
  let messages: Shown[];
  let starter: string[];
  let count = 0;
  const texts = () => messages.map(({ kind, text }) => `${kind}: ${text}`);
  const parent = vscode.Uri.from({ scheme: SCHEME, path: '/code' });
  const target = `${SCHEME}:/code/todos`;
  const options = (): ScaffoldOptions => ({ project: 'rest-api', name: 'todos', parent, git: false, open: 'nothing' });
  const whole = () => starter.map((path) => `/code/todos/${path}`).sort();
  const filesOf = (list: readonly string[]) => list.filter((path) => !path.endsWith('/'));

  before(async () => {
    await activate();
    starter = (await packed('rest-api')).files.map(({ path }) => path);
  });
  beforeEach(() => {
    files = new MemoryFiles();
    files.put('/code');
    registration = vscode.workspace.registerFileSystemProvider(SCHEME, files, { isCaseSensitive: true });
    messages = recordMessages();
    count = starter.length;
  });
  afterEach(() => {
    restoreWindow();
    registration.dispose();
  });

  it('writes to a virtual file system, by one rename', async () => {
    assert.equal((await scaffold(options()))?.toString(), target);
    assert.deepEqual(filesOf(files.list()), whole());
    assert.deepEqual([files.writes, files.renames], [count, 1]);
  });

  it('begins no git repository there, and says why to who asked for one', async () => {
    assert.ok(await scaffold({ ...options(), git: true }));
    assert.deepEqual(filesOf(files.list()), whole());
    const why = `warning: ${target} was created without a Git repository: Git works only on folders of this computer.`;
    assert.deepEqual(texts(), [why, `info: ${target} is ready.`]);
  });

  it('one that cannot rename is written to directly', async () => {
    files.renameFailure = () => vscode.FileSystemError.NoPermissions('renaming is not supported');
    assert.ok(await scaffold(options()));
    assert.deepEqual(filesOf(files.list()), whole());
    assert.deepEqual(texts(), [`info: ${target} is ready.`]);
  });

  for (const nth of [1, 2, 17, 'last'] as const) {
    it(`the disk is full at write ${nth}: one sentence, nothing left`, async () => {
      const full = nth === 'last' ? count : nth;
      files.beforeWrite = (n) => {
        if (n >= full) throw new Error('ENOSPC: no space left on device, write');
      };
      assert.equal(await scaffold(options()), undefined);
      assert.deepEqual(texts(), [`error: ${target} could not be created: the disk is full. Nothing was left behind.`]);
      assert.deepEqual(files.list(), ['/code/']);
    });
  }

  it('cannot rename, and the disk is full half-way through the copy: nothing left', async () => {
    files.renameFailure = () => new Error('not supported');
    files.beforeWrite = (n) => {
      if (n > count + 10) throw new Error('ENOSPC: no space left on device, write');
    };
    assert.equal(await scaffold(options()), undefined);
    assert.deepEqual(files.list(), ['/code/']);
    assert.match(texts().join(), /^error: .* the disk is full\./);
  });

  it('no permission to make the folder: one sentence, nothing left', async () => {
    files.beforeFolder = (uri) => {
      throw vscode.FileSystemError.NoPermissions(uri);
    };
    assert.equal(await scaffold(options()), undefined);
    assert.deepEqual(texts(), [`error: ${target} could not be created: you have no permission to write there. Nothing was left behind.`]);
    assert.deepEqual(files.list(), ['/code/']);
  });

  it('no permission for some file: one sentence, nothing left', async () => {
    files.beforeWrite = (_, uri) => {
      if (uri.path.endsWith('/package.json')) throw vscode.FileSystemError.NoPermissions(uri);
    };
    assert.equal(await scaffold(options()), undefined);
    assert.match(texts().join(), /you have no permission to write there/);
    assert.deepEqual(files.list(), ['/code/']);
  });

  it('another failure is told as the file system tells it', async () => {
    files.beforeWrite = () => {
      throw new Error('the moon is full');
    };
    assert.equal(await scaffold(options()), undefined);
    assert.match(texts().join(), /^error: .* could not be created \(.*the moon is full.*\)\. Nothing was left behind\.$/);
  });

  it('a folder that appears between asking and writing is left as it is', async () => {
    files.beforeWrite = (n) => {
      if (n === count) files.put('/code/todos/theirs.txt', 'theirs');
    };
    assert.equal(await scaffold(options()), undefined);
    assert.deepEqual(texts(), [
      `error: ${target} was created by something else in the meantime and was left as it is. Nothing was changed. Try again.`,
    ]);
    assert.deepEqual(files.list(), ['/code/', '/code/todos/', '/code/todos/theirs.txt']);
  });

  it('the same where nothing can be renamed', async () => {
    files.renameFailure = () => new Error('not supported');
    files.beforeWrite = (n) => {
      if (n === count) files.put('/code/todos/theirs.txt', 'theirs');
    };
    assert.equal(await scaffold(options()), undefined);
    assert.match(texts().join(), /was created by something else in the meantime/);
    assert.deepEqual(files.list(), ['/code/', '/code/todos/', '/code/todos/theirs.txt']);
  });

  describe('when files are overwritten', () => {
    beforeEach(() => {
      files.put('/code/todos/README.md', 'mine');
      files.put('/code/todos/src/app.ts', 'mine');
      files.put('/code/todos/notes.txt', 'mine');
      messages = recordMessages(({ modal }) => (modal ? 'Overwrite These Files' : undefined));
    });
    const asItWas = () => {
      assert.deepEqual(files.list(), [
        '/code/',
        '/code/todos/',
        '/code/todos/README.md',
        '/code/todos/notes.txt',
        '/code/todos/src/',
        '/code/todos/src/app.ts',
      ]);
      for (const path of ['README.md', 'src/app.ts', 'notes.txt']) assert.equal(files.text(`/code/todos/${path}`), 'mine', path);
    };

    it('leaves no trace beside them when all goes well, with and without renaming', async () => {
      assert.ok(await scaffold(options()));
      const list = filesOf(files.list());
      assert.deepEqual(list, [...whole(), '/code/todos/notes.txt'].sort());
      assert.match(files.text('/code/todos/README.md'), /^# todos/);
      files.renameFailure = () => new Error('not supported');
      assert.ok(await scaffold(options()));
      assert.deepEqual(filesOf(files.list()), list);
    });

    it('puts everything back when the disk is full while staging', async () => {
      files.beforeWrite = (n) => {
        if (n === 5) throw new Error('ENOSPC');
      };
      assert.equal(await scaffold(options()), undefined);
      asItWas();
    });

    it('puts everything back when it fails half-way, without renaming', async () => {
      files.renameFailure = () => new Error('not supported');
      files.beforeWrite = (n, uri) => {
        if (n > count && uri.path.endsWith('test/todos.test.ts')) throw new Error('ENOSPC');
      };
      assert.equal(await scaffold(options()), undefined);
      asItWas();
    });

    it('puts everything back when a file appears where none was', async () => {
      files.beforeWrite = (n) => {
        if (n === count) files.put('/code/todos/tsconfig.json', 'theirs');
      };
      assert.equal(await scaffold(options()), undefined);
      assert.match(texts().join(), /todos\/tsconfig\.json was created by something else in the meantime/);
      assert.equal(files.text('/code/todos/tsconfig.json'), 'theirs');
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(parent, 'todos/tsconfig.json'));
      asItWas();
    });
  });

  it('shows progress only when it takes long, and cancelling leaves nothing', async () => {
    let shown = 0;
    let cancels = false;
    replaceInWindow('withProgress', (_options: unknown, work: (progress: unknown, token: vscode.CancellationToken) => Promise<void>) => {
      shown++;
      const source = new vscode.CancellationTokenSource();
      const done = work(undefined, source.token);
      if (cancels) source.cancel();
      return done;
    });
    const begun = performance.now();
    assert.ok(await scaffold({ ...options(), name: 'quick' }));
    // On a machine so busy that this took a second, progress is rightly shown.
    assert.equal(shown, performance.now() - begun < 1_000 ? 0 : 1);
    shown = 0;
    cancels = true;
    const said: string[] = [];
    replaceInWindow('setStatusBarMessage', (text: string) => said.push(text));
    files.beforeWrite = () => until('progress is shown', () => shown > 0);
    const before = files.list();
    assert.equal(await scaffold(options()), undefined);
    assert.equal(shown, 1);
    assert.deepEqual(files.list(), before);
    assert.deepEqual(said, ['Scaffolding todos was canceled. Nothing was left behind.']);
  });
});
