import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CommandId } from '../../src/ids';
import { activate } from '../host/support/extension';
import { recordMessages, restoreWindow } from '../host/support/messages';

describe('checks: in the browser, which cannot start a program', () => {
  before(() => activate());
  afterEach(() => restoreWindow());

  it('say why not, in one sentence, and what to do', async () => {
    const shown = recordMessages();
    for (const command of [CommandId.check, CommandId.checkAll, CommandId.checkServer]) {
      shown.length = 0;
      await vscode.commands.executeCommand(command, { folder: 'memfs:/todos' });
      assert.deepEqual(
        shown.map(({ kind, text }) => [kind, text]),
        [
          [
            'error',
            'A check starts your program, and this host cannot start programs: open the folder in VS Code on the desktop, or over a remote connection.',
          ],
        ],
      );
    }
  });

  it('are there to read all the same', async () => {
    await vscode.commands.executeCommand(CommandId.focusTree);
    const uri = vscode.Uri.parse('backend-roadmap-stage:/rest-api/read-one.md');
    const document = await vscode.workspace.openTextDocument(uri);
    assert.ok(document.getText().startsWith('# Read one todo\n'));
    assert.ok(document.getText().includes('## What is checked'));
  });
});
