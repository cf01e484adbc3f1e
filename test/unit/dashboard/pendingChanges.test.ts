import assert from 'node:assert/strict';
import { isPending, numbered, settleUpTo } from '../../../src/dashboard/client/pendingChanges';

describe('changes that the dashboard has asked for', () => {
  it('are pending until an answer knows the last one of their topic', () => {
    assert.equal(isPending('caching'), false);
    assert.deepEqual(numbered('caching'), { topic: 'caching', change: 1 });
    assert.deepEqual(numbered('http'), { topic: 'http', change: 2 });
    assert.deepEqual(numbered('caching'), { topic: 'caching', change: 3 });
    settleUpTo(0);
    assert.deepEqual([isPending('caching'), isPending('http')], [true, true]);
    settleUpTo(2);
    assert.deepEqual([isPending('caching'), isPending('http')], [true, false]);
    settleUpTo(3);
    assert.equal(isPending('caching'), false);
  });
});
