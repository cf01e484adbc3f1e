import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CommandId } from '../../../src/ids';
import { activate, resetEverything } from '../support/extension';
import { installedStorage, temporaryHome } from '../support/home';
import { recordMessages, restoreWindow } from '../support/messages';
import { TestMachine } from '../support/stores';
import { until } from '../support/until';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('notes', () => {
  let machine: TestMachine;
  beforeEach(() => (machine = TestMachine.in(temporaryHome())));
  afterEach(() => machine.remove());
  const open = async () => (await machine.newLoadedWindow()).notes;

  it('of a topic that has none are empty, and nothing is written', async () => {
    const notes = await open();
    assert.equal(await notes.read('http'), '');
    assert.deepEqual(await notes.stat('/small/http.md'), { type: vscode.FileType.File, ctime: 0, mtime: 0, size: 0 });
    assert.deepEqual([...(await notes.all())], []);
    assert.equal((await notes.stat('/small')).type, vscode.FileType.Directory);
  });

  it('are there in the next window, and in one that is open', async () => {
    const [one, other] = [await open(), await open()];
    await other.stat('/small/http.md');
    const told: string[] = [];
    other.onDidChange((path) => told.push(path));
    await one.writeFile('/small/http.md', bytes('# HTTP\n'));
    assert.equal((await other.stat('/small/http.md')).size, 7);
    await until('the other window is told', () => told.includes('/small/http.md'));
    assert.equal(await other.read('http'), '# HTTP\n');
    assert.deepEqual([...(await (await open()).all())], [['small/http', '# HTTP\n']]);
  });

  it('of a topic under a former id are those of today', async () => {
    const notes = await open();
    await notes.writeFile('/small/internet.md', bytes('packets'));
    assert.equal(await notes.read('how-web'), 'packets');
  });

  for (const path of ['/small/no-such-topic.md', '/other/http.md', '/small/../http.md', '/http.md', '/small/http.txt']) {
    it(`there is none at ${path}`, async () => {
      const notes = await open();
      await assert.rejects(notes.stat(path), /There is no topic for the note/);
      await assert.rejects(notes.writeFile(path, bytes('x')), /There is no topic for the note/);
    });
  }

  it('that are too large are refused, and the old one stays', async () => {
    const notes = await open();
    await notes.writeFile('/small/http.md', bytes('old'));
    await assert.rejects(notes.writeFile('/small/http.md', bytes('x'.repeat(1_000_001))), /at most 1 MB.*still in the editor/);
    assert.equal(await notes.read('http'), 'old');
  });

  it('that cannot be written leave no half of a file', async () => {
    const notes = await open();
    await machine.write('a file where the folder should be', 'notes', 'small');
    await assert.rejects(notes.writeFile('/small/http.md', bytes('new')));
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(machine.storage, 'notes', 'small'));
    await notes.writeFile('/small/http.md', bytes('new'));
    const folder = vscode.Uri.joinPath(machine.storage, 'notes', 'small');
    assert.deepEqual((await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name), ['http.md']); // prettier-ignore
  });

  describe('in an editor', () => {
    let topic: string;
    let uri: vscode.Uri;
    before(async () => {
      const api = await activate();
      await resetEverything(api);
      topic = api.getRoadmap().sections[0]!.topics[0]!.id;
      uri = vscode.Uri.parse(`backend-roadmap-notes:/backend/${topic}.md`);
    });
    const file = () => vscode.Uri.joinPath(vscode.Uri.file(installedStorage()), 'notes', 'backend', `${topic}.md`);
    const type = async (text: string) => {
      const edit = new vscode.WorkspaceEdit();
      const document = await vscode.workspace.openTextDocument(uri);
      edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
      await vscode.workspace.applyEdit(edit);
      return document;
    };
    afterEach(async () => {
      restoreWindow();
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await vscode.workspace.fs.delete(file()).then(undefined, () => undefined);
    });

    it('open by the command, are Markdown, and are saved where they belong', async () => {
      await vscode.commands.executeCommand(CommandId.openNote, topic);
      assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
      assert.equal(vscode.window.activeTextEditor.document.languageId, 'markdown');
      const document = await type('# Packets\n');
      // While VS Code is still showing the editor it does not save, and says so; a person presses the keys again.
      await until('it is saved', async () => (await document.save()) || !document.isDirty);
      assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(file())), '# Packets\n');
    });

    it('that were changed elsewhere are not overwritten: the text stays in the editor', async () => {
      await vscode.commands.executeCommand(CommandId.openNote, topic);
      const document = await type('first\n');
      await document.save();
      await type('mine\n');
      await vscode.workspace.fs.writeFile(file(), bytes('from another window\n'));
      await until('the file is seen as newer', async () => (await vscode.workspace.fs.stat(uri)).size === 20);
      assert.equal(await document.save(), false);
      assert.deepEqual([document.isDirty, document.getText()], [true, 'mine\n']);
      assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(file())), 'from another window\n');
    });

    it('open beside a page, in a column that is there, else in a new one', async () => {
      const showPage = (column: vscode.ViewColumn) => vscode.window.createWebviewPanel('page', 'A page', column);
      const openedIn = async (): Promise<vscode.ViewColumn | undefined> => {
        await vscode.commands.executeCommand(CommandId.openNote, topic);
        return vscode.window.activeTextEditor?.viewColumn;
      };
      const { tabGroups } = vscode.window;
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: '' }), vscode.ViewColumn.One);
      const second = showPage(vscode.ViewColumn.Two);
      await until('the page is in front', () => tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview);
      assert.equal(await openedIn(), vscode.ViewColumn.One);
      second.dispose();

      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      const alone = showPage(vscode.ViewColumn.One);
      await until('the page is alone', () => tabGroups.all.length === 1 && tabGroups.activeTabGroup.activeTab?.label === 'A page');
      assert.equal(await openedIn(), vscode.ViewColumn.Two);
      alone.dispose();
    });

    it('of a topic that does not exist are refused with its name', async () => {
      const messages = recordMessages();
      await vscode.commands.executeCommand(CommandId.openNote, 'no-such-topic');
      assert.match(messages[0]?.text ?? '', /There is no topic "no-such-topic"/);
    });
  });
});
