import assert from 'node:assert/strict';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { CheckResults } from '../../../src/checks/checkResults';
import { readSources } from '../../../src/checks/explorer/sources';
import { Staleness } from '../../../src/checks/explorer/staleness';
import { temporaryHome } from '../support/home';
import { until } from '../support/until';

describe('files that have changed since a check', () => {
  let folder: vscode.Uri;
  let staleness: Staleness;
  const file = (name: string) => join(folder.fsPath, name);
  const isStale = () => staleness.isStale(folder);

  beforeEach(() => {
    folder = vscode.Uri.joinPath(temporaryHome(), 'api');
    mkdirSync(folder.fsPath);
    writeFileSync(file('main.js'), '1');
    staleness = new Staleness({ lastRunAt: () => 0 } as unknown as CheckResults);
  });
  afterEach(() => staleness.dispose());

  /** A check that ends a little later than all that was written up to now. */
  async function checkOnce(during: () => unknown = () => undefined): Promise<void> {
    staleness.begins(folder);
    await during();
    staleness.ended(folder, true);
  }

  it('are seen whoever has changed them', async () => {
    await checkOnce();
    assert.equal(isStale(), false);
    // Again and again: a watcher that was just made takes a moment until it sees anything.
    let text = 2;
    await until('it is seen', () => {
      writeFileSync(file('main.js'), String((text += 1)));
      return isStale();
    });
    await checkOnce();
    assert.equal(isStale(), false);
  });

  it("are none that the program has written while it was checked, but one that was saved meanwhile is the learner's", async () => {
    await checkOnce(() => writeFileSync(file('todos.json'), '[]'));
    assert.equal(isStale(), false);
    await checkOnce(async () => {
      const document = await vscode.workspace.openTextDocument(file('main.js'));
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), '// ');
      await vscode.workspace.applyEdit(edit);
      await document.save();
    });
    assert.equal(isStale(), true);
  });

  it('are told by what they hold', async () => {
    mkdirSync(file('src'));
    mkdirSync(file('node_modules'));
    writeFileSync(file('src/a.ts'), 'a');
    writeFileSync(file('node_modules/b.js'), 'b');
    writeFileSync(file('server.log'), 'log');
    const before = await readSources(folder);
    assert.deepEqual([...before.keys()].sort(), ['main.js', 'src/a.ts']);
    utimesSync(file('src/a.ts'), new Date(), new Date(Date.now() + 5_000));
    assert.deepEqual(await readSources(folder), before);
    writeFileSync(file('src/a.ts'), 'b');
    assert.notEqual((await readSources(folder)).get('src/a.ts'), before.get('src/a.ts'));
  });

  it('are not all read at once, which may be a gigabyte', async () => {
    let [reading, most] = [0, 0];
    const names = Array.from({ length: 100 }, (_, at) => `${String(at)}.txt`);
    const refuse = (): never => {
      throw vscode.FileSystemError.NoPermissions();
    };
    const isFolder = ({ path }: vscode.Uri) => path === '/many';
    const provider = vscode.workspace.registerFileSystemProvider('many-files', {
      onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
      watch: () => new vscode.Disposable(() => undefined),
      stat: (uri) => ({ type: isFolder(uri) ? vscode.FileType.Directory : vscode.FileType.File, ctime: 0, mtime: 0, size: 1 }),
      readDirectory: () => names.map((name) => [name, vscode.FileType.File]),
      async readFile({ path }) {
        most = Math.max(most, (reading += 1));
        await new Promise((resolve) => setImmediate(resolve));
        reading -= 1;
        return new TextEncoder().encode(path);
      },
      createDirectory: refuse,
      writeFile: refuse,
      delete: refuse,
      rename: refuse,
    });
    const digests = await readSources(vscode.Uri.from({ scheme: 'many-files', path: '/many' }));
    provider.dispose();
    assert.deepEqual([[...digests.keys()].sort(), new Set(digests.values()).size], [[...names].sort(), 100]);
    assert.ok(most <= 16, `${most} at once`);
  });
});
