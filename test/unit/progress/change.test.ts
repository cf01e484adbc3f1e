import assert from 'node:assert/strict';
import { rebase, revert, type Change, type Register } from '../../../src/progress/model/registers';

const at = (t: number, v: Register['v'], w = 'me'): Register => ({ v, t, w });
const KEY = 'small/http#status';
const change = (before: Register | undefined, after: Register): Change => ({ entries: [{ key: KEY, before, after }] });
const stamp = () => ({ t: 100, w: 'me' });

describe('change: revert', () => {
  it('brings the value back that was there before, as a later write', () => {
    assert.deepEqual([...revert(change(at(1, 'doing'), at(2, 'done')), new Map([[KEY, at(2, 'done')]]), stamp)], [[KEY, at(100, 'doing')]]);
  });

  it('clears a field that was not set before', () => {
    assert.deepEqual([...revert(change(undefined, at(2, 'done')), new Map([[KEY, at(2, 'done')]]), stamp)], [[KEY, at(100, null)]]);
  });

  it('leaves alone what was written since, even at the same time by another window', () => {
    for (const newer of [at(3, 'skipped'), at(2, 'done', 'other')]) {
      assert.equal(revert(change(at(1, 'doing'), at(2, 'done')), new Map([[KEY, newer]]), stamp).size, 0);
    }
    assert.equal(revert(change(at(1, 'doing'), at(2, 'done')), new Map(), stamp).size, 0);
  });

  it('decides for each register by itself', () => {
    const two: Change = {
      entries: [
        { key: 'small/a#status', before: undefined, after: at(2, 'done') },
        { key: 'small/b#status', before: at(1, 'doing'), after: at(3, 'done') },
      ],
    };
    const now = new Map([['small/a#status', at(9, 'todo', 'other')], ['small/b#status', at(3, 'done')]]); // prettier-ignore
    assert.deepEqual([...revert(two, now, stamp)], [['small/b#status', at(100, 'doing')]]);
  });
});

describe('change: rebase', () => {
  const first = change(undefined, at(1, 'doing'));
  const second = change(at(1, 'doing'), at(2, 'done'));

  it('lets an earlier change of the same register be taken back after a later one', () => {
    const restored = revert(second, new Map([[KEY, at(2, 'done')]]), stamp);
    const again = rebase(first, second, restored);
    assert.deepEqual([...revert(again, restored, () => ({ t: 101, w: 'me' }))], [[KEY, at(101, null)]]);
  });

  it('leaves a change alone when the later one could not be taken back, or was of something else', () => {
    assert.deepEqual(rebase(first, second, new Map()), first);
    assert.deepEqual(rebase(first, change(at(1, 'doing', 'other'), at(2, 'done')), new Map([[KEY, at(100, 'doing')]])), first);
    const elsewhere: Change = { entries: [{ key: 'small/b#status', before: at(1, 'doing'), after: at(2, 'done') }] };
    assert.deepEqual(rebase(first, elsewhere, new Map([['small/b#status', at(100, 'doing')]])), first);
  });
});
