import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { TestMachine } from '../host/support/stores';

const HOME = vscode.Uri.from({ scheme: 'vscode-userdata', path: '/User/globalStorage' });

describe('notes, in a browser', () => {
  it('are kept in the browser, and are there in the next window', async () => {
    const machine = TestMachine.in(HOME);
    const { notes } = await machine.newLoadedWindow();
    assert.equal(await notes.read('http'), '');
    await notes.writeFile('/small/http.md', new TextEncoder().encode('# HTTP\n'));
    await notes.writeFile('/small/http.md', new TextEncoder().encode('# HTTP and TLS\n'));
    const other = (await machine.newLoadedWindow()).notes;
    assert.equal(await other.read('http'), '# HTTP and TLS\n');
    assert.deepEqual([...(await other.all())], [['small/http', '# HTTP and TLS\n']]);
    await machine.remove();
  });
});
