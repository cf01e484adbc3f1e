import assert from 'node:assert/strict';
import fc from 'fast-check';
import { packageNameOf } from '../../../src/projects/model/names';

describe('the name of a package', () => {
  for (const [name, expected] of [
    ['rest-api', 'rest-api'],
    ['My Todos', 'my-todos'],
    ['Größe Über', 'große-uber'.replace('ß', '-')],
    ['Café № 5', 'cafe-no-5'],
    ['  a  ', 'a'],
    ['_private', 'private'],
    ['a.b_c~d', 'a.b_c~d'],
    ['(draft) shop!', 'draft-shop'],
    ['🚀 shop', 'shop'],
    ['🚀', 'rest-api'],
    ['日本語', 'rest-api'],
    ['node_modules', 'rest-api'],
    ['favicon.ico', 'rest-api'],
    ['@scope', 'scope'],
  ] as const) {
    it(`of ${JSON.stringify(name)} is ${expected}`, () => assert.equal(packageNameOf(name, 'rest-api'), expected));
  }

  it('is always one that npm accepts, and stays the same when it is derived again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (name) => {
        const derived = packageNameOf(name, 'fallback');
        assert.match(derived, /^[a-z0-9](?:[a-z0-9._~-]*[a-z0-9])?$/);
        assert.ok(derived.length <= 214);
        assert.equal(packageNameOf(derived, 'fallback'), derived);
      }),
      { numRuns: 2_000 },
    );
  });
});
