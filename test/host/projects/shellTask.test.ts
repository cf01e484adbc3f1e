import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { runShellTask } from '../../../src/projects/start/shellTask';
import { temporaryHome } from '../support/home';
import { skipWithoutTerminals } from '../support/terminals';

describe('a task in a terminal', function () {
  this.timeout(60_000);
  before(function () {
    skipWithoutTerminals(this);
  });

  it('has nothing that VS Code fills in, whatever its folder is called, its variables hold and its terminal says', async () => {
    let ran = 0;
    const registered = vscode.commands.registerCommand('attack.name', () => `ran ${(ran += 1)}`);
    const asked = '${command:attack.name}';
    const home = temporaryHome();
    const folder = vscode.Uri.joinPath(home, asked);
    mkdirSync(folder.fsPath);
    try {
      const task = await runShellTask({
        folder,
        name: `Start ${asked}`,
        command: `pwd > said.txt; printf '%s' "$ASKED" '${asked}' >> said.txt; exit 3`,
        variables: { ASKED: asked },
        notes: [`Data in ${asked}`],
      });
      assert.equal(await task.ended, 3);
      assert.equal(readFileSync(join(folder.fsPath, 'said.txt'), 'utf8'), `${folder.fsPath}\n${asked}${asked}`);
      assert.equal(ran, 0);
    } finally {
      registered.dispose();
      rmSync(home.fsPath, { recursive: true, force: true });
    }
  });
});
