import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type * as vscode from 'vscode';
import { ContinuousChecks } from '../../../src/checks/explorer/continuousChecks';

const PAUSE = 10;
const uri = (path: string) => ({ path, toString: () => path }) as unknown as vscode.Uri;
const REPO = { folder: { uri: uri('/repos/todos') } };
const FILE = uri('/repos/todos/app.ts');

/** Something that ends when it is told to. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('checks after every save', () => {
  let told: string[];
  let reported: unknown[];
  let ended: () => Promise<void>;
  let check: () => Promise<unknown>;
  let files: Map<string, string>;
  let isChecking: boolean;
  let targetsAround: () => Promise<readonly (typeof REPO)[]>;
  let checks: ContinuousChecks<typeof REPO>;

  beforeEach(() => {
    [told, reported] = [[], []];
    ended = check = () => Promise.resolve();
    files = new Map([['app.ts', '1']]);
    isChecking = false;
    targetsAround = () => Promise.resolve([REPO]);
    checks = new ContinuousChecks(
      {
        targetsAround: () => targetsAround(),
        endCheckOf: async () => {
          told.push('end');
          await ended();
        },
        check: async () => {
          told.push('check');
          return (await check()) !== false;
        },
        isChecking: () => isChecking,
        readSources: () => Promise.resolve(new Map(files)),
        report: (error) => reported.push(error),
      },
      PAUSE,
    );
  });
  afterEach(() => checks.dispose());

  const until = async (what: string, holds: () => boolean): Promise<void> => {
    for (let tries = 0; !holds(); tries++) {
      assert.ok(tries < 500, what);
      await wait(2);
    }
  };

  it('come once for files that are saved one after the other', async () => {
    for (let save = 0; save < 3; save++) await checks.saved(FILE);
    await until('a check', () => told.includes('check'));
    await wait(3 * PAUSE);
    assert.deepEqual(told, ['end', 'check']);
  });

  it('report a repo whose file about itself is broken, and go on with the next save', async () => {
    const broken = new Error('/repos/todos: .backend-roadmap.json is no JSON.');
    targetsAround = () => Promise.reject(broken);
    await checks.saved(FILE);
    assert.deepEqual([reported, told], [[broken], []]);
    targetsAround = () => Promise.resolve([REPO]);
    await checks.saved(FILE);
    await until('a check', () => told.includes('check'));
  });

  it('report a check that fails, and go on with the next save', async () => {
    const refused = new Error('no');
    check = () => Promise.reject(refused);
    await checks.saved(FILE);
    await until('the failure', () => reported.length > 0);
    assert.deepEqual(reported, [refused]);
    check = () => Promise.resolve();
    await checks.saved(FILE);
    await until('the next check', () => told.filter((one) => one === 'check').length === 2);
  });

  it('begin when the one before has ended, and only the last of those that wait', async () => {
    const [first, over] = [gate(), gate()];
    check = () => first.opened;
    await checks.saved(FILE);
    await until('the first', () => told.includes('check'));
    check = () => Promise.resolve();
    ended = () => over.opened;
    await checks.saved(FILE);
    await until('the first is ended', () => told.length === 3);
    await checks.saved(FILE);
    await until('and again', () => told.length === 4);
    assert.deepEqual(told, ['end', 'check', 'end', 'end']);
    over.open();
    await wait(2 * PAUSE);
    assert.equal(told.length, 4, 'the first still runs');
    first.open();
    await until('the last', () => told.length === 5);
    await wait(3 * PAUSE);
    assert.deepEqual(told, ['end', 'check', 'end', 'end', 'check']);
  });

  it('come no more when it is told to stop', async () => {
    await checks.saved(FILE);
    checks.dispose();
    await checks.saved(FILE);
    await wait(4 * PAUSE);
    assert.deepEqual([told, reported], [[], []]);
  });

  describe('that come from elsewhere', () => {
    const { uri: folder } = REPO.folder;
    const count = () => told.filter((one) => one === 'check').length;
    /** Long enough for a check that should not be there. */
    const quiet = () => wait(6 * PAUSE);

    beforeEach(async () => {
      checks.begin(folder);
      await wait(1);
    });

    it('are followed by one check for a burst of them, when a file holds something else', async () => {
      files.set('app.ts', '2').set('new.ts', '1');
      for (let change = 0; change < 5; change++) checks.changed(folder);
      await until('a check', () => count() === 1);
      await quiet();
      assert.deepEqual(told, ['check'], 'nothing is ended for it');
    });

    it('are none when the files hold what was checked last', async () => {
      checks.changed(folder);
      await quiet();
      assert.equal(count(), 0);
      await checks.saved(FILE);
      checks.changed(folder);
      await until('the check of the save', () => count() === 1);
      checks.changed(folder);
      await quiet();
      assert.equal(count(), 1, 'what a watcher tells of the same save');
    });

    it('while a check runs are looked at when it is over, and checked once', async () => {
      check = () => {
        if (count() === 1) files.set('app.ts', 'from another branch');
        return Promise.resolve();
      };
      await checks.saved(FILE);
      await until('the second', () => count() === 2);
      await quiet();
      assert.equal(count(), 2);
    });

    it("make no endless chain when they are the program's: it is known after one more check", async () => {
      check = () => {
        files.set('todos.json', String(Math.random())).set(`uploads/${Math.random()}`, '1');
        checks.changed(folder);
        return Promise.resolve();
      };
      await checks.saved(FILE);
      await until('one more', () => count() === 2);
      await quiet();
      assert.equal(count(), 2);
      await checks.saved(FILE);
      await until('the check of the next save', () => count() === 3);
      await quiet();
      assert.equal(count(), 3, 'it is known by now');
    });

    it('wait while somebody else has the project checked, and after one that was canceled', async () => {
      isChecking = true;
      files.set('app.ts', '2');
      checks.changed(folder);
      await quiet();
      assert.equal(count(), 0);
      isChecking = false;
      check = () => {
        files.set('app.ts', '3');
        return Promise.resolve(false);
      };
      checks.changed(folder);
      await until('the check', () => count() === 1);
      await wait(1);
      checks.changed(folder);
      await quiet();
      assert.equal(count(), 1, 'whoever has canceled wants none');
    });
  });
});
