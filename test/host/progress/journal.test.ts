import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Log } from '../../../src/base/log';
import { Journal } from '../../../src/progress/journal';
import { StampGuard } from '../../../src/progress/model/stamps';
import { temporaryHome } from '../support/home';
import { journalLines } from '../support/stores';

const { fs } = vscode.workspace;

describe('Journal', () => {
  const folder = vscode.Uri.joinPath(temporaryHome(), `journal-${process.pid}`);
  const fileOf = (name: string) => vscode.Uri.joinPath(folder, name);
  const write = (name: string, text: string) => fs.writeFile(fileOf(name), new TextEncoder().encode(text));
  let logged: string[];

  beforeEach(() => (logged = []));
  afterEach(() => fs.delete(folder, { recursive: true }));

  /** A journal that another window works at: before a file is read for the first time, `first` is done. */
  function journalBeside(first: (uri: vscode.Uri) => Promise<unknown>): Journal {
    const log = Object.assign(new Log(), { error: (message: string) => logged.push(message) });
    let begun: Promise<unknown> | undefined;
    const readFile = async (uri: vscode.Uri) => {
      await (begun ??= first(uri));
      return fs.readFile(uri);
    };
    // Its functions take no `this`, and its properties cannot be replaced.
    const shared = Object.assign({}, fs, { readFile }) as vscode.FileSystem;
    return new Journal(shared, folder, 'reader', new StampGuard(), log);
  }

  it('finds in the file that took it over what was in one that is gone by the time it is read, and has nothing to complain of', async () => {
    await write('one.jsonl', journalLines(['http', { v: 'done', t: 5, w: 'one' }]));
    const journal = journalBeside(async () => {
      await write('one-2.jsonl', journalLines(['http', { v: 'doing', t: 6, w: 'one' }], ['sql', { v: 'done', t: 6, w: 'one' }]));
      await fs.delete(fileOf('one.jsonl'));
    });
    const registers = await journal.read();
    assert.deepEqual([...registers].map(([key, { v }]) => [key, v]).sort(), [
      ['small/http#status', 'doing'],
      ['small/sql#status', 'done'],
    ]);
    assert.deepEqual(logged, []);
  });

  it('takes over what is left when another window takes over some of it at the same time', async () => {
    const names = Array.from({ length: 10 }, (_, i) => `gone${i}.jsonl`);
    for (const [i, name] of names.entries()) await write(name, journalLines([`t${i}`, { v: 'done', t: 5, w: 'gone' }]));
    const journal = journalBeside(async () => {
      await write(
        'other.jsonl',
        journalLines(...names.map((_, i) => [`t${i}`, { v: 'done', t: 5, w: 'gone' }] as [string, { v: string; t: number; w: string }])),
      );
      for (const name of names.slice(0, 5)) await fs.delete(fileOf(name));
    });
    // As if two days later: nobody has written to any of them since.
    await journal.compact(Date.now() + 2 * 86_400_000);
    assert.equal((await journal.read()).size, 10);
    const left = (await fs.readDirectory(folder)).map(([name]) => name).filter((name) => name.startsWith('gone'));
    assert.deepEqual(left, []);
    assert.deepEqual(logged, []);
  });
});
