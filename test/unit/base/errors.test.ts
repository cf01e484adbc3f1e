import assert from 'node:assert/strict';
import { reasonOf } from '../../../src/base/errors';

describe('what an error says', () => {
  it('is its message, and where it came from', () => {
    const error = new TypeError('no such topic');
    assert.equal(reasonOf(error), 'no such topic');
    assert.match(reasonOf(error, true), /^TypeError: no such topic\n +at /);
    assert.equal(reasonOf('a text'), 'a text');
  });

  it('is said also of what cannot be made a text, which other extensions may throw', () => {
    const unwilling = new Error();
    Object.defineProperty(unwilling, 'stack', { get: () => Object.create(null) as unknown });
    Object.defineProperty(unwilling, 'message', {
      get: () => {
        throw new Error('not for you');
      },
    });
    for (const thrown of [Object.create(null), { toString: () => ({}) }, unwilling]) {
      assert.equal(reasonOf(thrown), '(object)');
      assert.equal(reasonOf(thrown, true), '(object)');
    }
    assert.deepEqual([reasonOf(undefined), reasonOf(Symbol('s'))], ['undefined', 'Symbol(s)']);
  });
});
