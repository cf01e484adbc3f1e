import assert from 'node:assert/strict';
import { pixelsOf, placeOf, type Block } from '../../../src/pages/client/scroll';

const page = (...tops: (number | undefined)[]): Block[] =>
  tops.flatMap((top, at) => (top === undefined ? [] : [{ at, top }])); // prettier-ignore

describe('where a page is scrolled to', () => {
  const wide = page(0, 100, 200, 600, 1_000);
  const narrow = page(0, 100, 300, 1_100, 1_900);

  it('is told by the block that is read, and how much of it', () => {
    assert.equal(placeOf(0, wide), 0);
    assert.equal(placeOf(50, wide), 0.5);
    assert.equal(placeOf(100, wide), 1);
    assert.equal(placeOf(300, wide), 2.25);
  });

  it('is the same text on a page of another width', () => {
    assert.equal(pixelsOf(2.25, wide), 300);
    assert.equal(pixelsOf(2.25, narrow), 500);
    assert.equal(pixelsOf(0, narrow), 0);
  });

  it('comes back to the pixel where nothing has changed', () => {
    for (const y of [0, 7, 99, 100, 101, 599, 600, 999]) assert.ok(Math.abs(pixelsOf(placeOf(y, wide), wide) - y) < 0.1, `${y} px`);
  });

  it('is the next block where the one that was read is folded away', () => {
    const folded = page(0, 100, undefined, undefined, 400, 500);
    assert.equal(pixelsOf(2.5, folded), 400);
    assert.equal(pixelsOf(3, folded), 400);
  });

  it('is the end of a page that has become shorter, and the beginning of an empty one', () => {
    assert.equal(pixelsOf(40, wide), 1_000);
    assert.equal(pixelsOf(4.5, page(0)), 0);
    assert.equal(pixelsOf(4.5, []), 0);
    assert.equal(placeOf(10, []), 0);
  });
});
