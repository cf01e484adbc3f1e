import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { WordSearch } from '../../../src/base/wordSearch';

describe('a search for words', () => {
  const few = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });

  it('finds the longest word at a place, and what one begins or ends with, like a look at each of them', () => {
    fc.assert(
      fc.property(fc.array(few, { maxLength: 12 }), few, few, (list, text, part) => {
        const search = new WordSearch(list);
        const words = list.filter((word) => word !== '');
        for (let at = 0; at <= text.length; at++) {
          const there = words.filter((word) => text.startsWith(word, at)).map(({ length }) => length);
          assert.equal(search.lengthAt(text, at), Math.max(0, ...there));
        }
        if (part === '') return;
        assert.equal(search.isBegun(part), words.some((word) => word.length > part.length && word.startsWith(part))); // prettier-ignore
        assert.equal(search.isEnded(part), words.some((word) => word.length > part.length && word.endsWith(part))); // prettier-ignore
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes no longer for thousands of words that begin alike', () => {
    const search = new WordSearch(Array.from({ length: 50_000 }, (_, at) => `xxxx${String(at).padStart(8, 'x')}`));
    const began = performance.now();
    for (let at = 0; at < 16_000; at++) assert.equal(search.lengthAt('x'.repeat(16_000), at), 0);
    for (let at = 1; at < 12; at++) assert.ok(search.isBegun('x'.repeat(at)));
    assert.ok(performance.now() - began < 1_500);
  });

  it('takes no longer for thousands of words of which each is nearly the beginning of the next', () => {
    const search = new WordSearch(Array.from({ length: 1_000 }, (_, at) => `${'x'.repeat(at + 5)}!`));
    const text = `${'x'.repeat(4_000)}!`;
    const began = performance.now();
    for (let at = 0; at < 2_900; at++) assert.equal(search.lengthAt(text, at), 0);
    assert.equal(search.lengthAt(text, 3_500), 501);
    assert.ok(performance.now() - began < 1_500);
  });
});
