import assert from 'node:assert/strict';
import { element } from '../../../src/base/elements';
import { LiveParts } from '../../../src/pages/liveParts';

const part = (name: string, text: string) => element('p', { 'data-live': name }, text);

describe('the parts of a page that change', () => {
  it('are sent when they differ from what the page shows, and each for itself', () => {
    const parts = new LiveParts();
    parts.draw([part('a', '1'), part('b', '1')]);
    assert.deepEqual(parts.takeChanged([part('a', '1'), part('b', '1')]), [], 'it was written so');
    assert.deepEqual(parts.takeChanged([part('a', '1'), part('b', '2')]), [part('b', '2')]);
    assert.deepEqual(parts.takeChanged([part('a', '1'), part('b', '2')]), [], 'it shows them by now');
    assert.deepEqual(parts.takeChanged([part('a', '1'), part('b', '1')]), [part('b', '1')]);
  });

  it('are those that it was written with when a page is there again', () => {
    const parts = new LiveParts();
    parts.draw([part('a', '1')]);
    parts.takeChanged([part('a', '2')]);
    parts.begin();
    assert.deepEqual(parts.takeChanged([part('a', '2')]), [part('a', '2')]);
    parts.draw([part('a', '3')]);
    assert.deepEqual(parts.takeChanged([part('a', '3')]), []);
  });
});
