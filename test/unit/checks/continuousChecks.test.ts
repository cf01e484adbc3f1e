import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type * as vscode from 'vscode';
import { ContinuousChecks } from '../../../src/checks/explorer/continuousChecks';

const PAUSE = 10;
const uri = (path: string) => ({ toString: () => path }) as unknown as vscode.Uri;
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
  let check: () => Promise<void>;
  let targetsAround: () => Promise<readonly (typeof REPO)[]>;
  let checks: ContinuousChecks<typeof REPO>;

  beforeEach(() => {
    [told, reported] = [[], []];
    ended = check = () => Promise.resolve();
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
          await check();
        },
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
});
