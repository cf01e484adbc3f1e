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
});
