import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { OpenPages } from '../../../src/pages/openPages';
import { replaceInWindow, restoreWindow } from '../support/messages';

/** A page that is nothing but a tab. */
class Tab {
  private readonly disposed = new vscode.EventEmitter<void>();
  readonly onDidDispose = this.disposed.event;
  isOpen = true;

  dispose(): void {
    this.isOpen = false;
    this.disposed.fire();
  }
}

describe('the pages of a kind', () => {
  let serializer: vscode.WebviewPanelSerializer;
  let pages: OpenPages<Tab>;
  let made: Tab[];
  let restored: Promise<Tab | undefined>;
  const make = async () => {
    await Promise.resolve();
    const tab = new Tab();
    made.push(tab);
    return tab;
  };
  const open = () => made.filter(({ isOpen }) => isOpen).length;
  /** VS Code brings back a tab. */
  const bringBack = (state?: unknown) => {
    const tab = new Tab();
    return { tab, done: serializer.deserializeWebviewPanel(tab as unknown as vscode.WebviewPanel, state) };
  };

  beforeEach(() => {
    made = [];
    restored = Promise.resolve(undefined);
    replaceInWindow('registerWebviewPanelSerializer', (_id: string, given: vscode.WebviewPanelSerializer) => {
      serializer = given;
      return new vscode.Disposable(() => undefined);
    });
    const keyOf = (state: unknown) => Promise.resolve(typeof state === 'string' ? state : '');
    pages = new OpenPages<Tab>('backendRoadmap.topic', { restore: () => restored, keyOf });
  });
  afterEach(restoreWindow);

  it('are one for each key, however quickly they are asked for', async () => {
    const [first, second, other] = await Promise.all([pages.open(make), pages.open(make), pages.open(make, 'other')]);
    assert.equal(first, second);
    assert.notEqual(first, other);
    assert.deepEqual([made.length, await pages.open(make), pages.current()], [2, first, first]);
    first.dispose();
    assert.equal(pages.current(), undefined);
    assert.notEqual(await pages.open(make), first);
  });

  it('give way to a new one when they are over, and to one only', async () => {
    const first = await pages.open(make);
    const isOver = (page: Tab) => page === first;
    const [second, third] = await Promise.all([pages.open(make, '', isOver), pages.open(make, '', isOver)]);
    assert.deepEqual([second === third, first.isOpen, open()], [true, false, 1]);
  });

  it('stay as they are when a new one cannot be made, which can be tried again', async () => {
    const first = await pages.open(make);
    const fail = () => Promise.reject(new Error('unreadable'));
    const isOver = () => true;
    const [one, two] = await Promise.allSettled([pages.open(fail, '', isOver), pages.open(make, '', isOver)]);
    assert.deepEqual([one.status, two.status, first.isOpen, open()], ['rejected', 'fulfilled', false, 1]);
    await assert.rejects(pages.open(fail, 'other'), /unreadable/);
    assert.ok(await pages.open(make, 'other'));
  });

  it('come back after a restart, and are waited for by those who open one meanwhile', async () => {
    let finish: (tab: Tab) => void = () => undefined;
    restored = new Promise((resolve) => (finish = resolve));
    const { tab, done } = bringBack();
    await Promise.resolve();
    const opened = pages.open(make);
    finish(tab);
    await done;
    assert.deepEqual([await opened, made.length], [tab, 0]);
  });

  it('close a tab that comes back when there is one already, and make a new one when what it showed is gone', async () => {
    const first = await pages.open(make);
    const second = bringBack();
    await second.done;
    assert.deepEqual([second.tab.isOpen, first.isOpen], [false, true]);
    await bringBack('other').done;
    assert.ok(await pages.open(make, 'other'));
    assert.equal(open(), 2);
  });
});
