import assert from 'node:assert/strict';
import { itemsOf, linksIn, mediaTypeOf, namesIn, schemesIn } from '../../../../src/checks/kit/headers';

const BASE = 'http://127.0.0.1:3000/todos?limit=2';
const links = (value: string) => Object.fromEntries(linksIn(value, BASE));

describe('headers of answers', () => {
  it('name a media type in any case, with and without parameters', () => {
    assert.equal(mediaTypeOf('Application/Problem+JSON; charset=utf-8'), 'application/problem+json');
    assert.equal(mediaTypeOf('application/json'), 'application/json');
    assert.equal(mediaTypeOf(''), '');
  });

  it('are lists, in which what is quoted separates nothing', () => {
    assert.deepEqual(itemsOf('a, b;c="d, \\", e" ,, <f,g>'), ['a', 'b;c="d, \\", e"', '<f,g>']);
    assert.deepEqual(itemsOf('<a;b>; title="c;d"; rel=next', ';'), ['<a;b>', 'title="c;d"', 'rel=next']);
    assert.deepEqual(itemsOf('a, "never closed, b'), ['a', '"never closed, b']);
    assert.deepEqual(itemsOf(''), []);
  });

  it('have names with values behind them', () => {
    assert.deepEqual(namesIn('No-Store, max-age=0, private="set-cookie, no-transform"'), ['no-store', 'max-age', 'private']);
    assert.deepEqual(namesIn('x-no-store'), ['x-no-store']);
  });

  it('offer schemes, of which some have parameters', () => {
    assert.deepEqual(schemesIn('Basic realm="a, Digest", charset="UTF-8", Bearer'), ['basic', 'bearer']);
    assert.deepEqual(schemesIn('Bearer error="invalid_token", error_description="it, too"'), ['bearer']);
    assert.deepEqual(schemesIn('Negotiate a87421000492aa8=, bearer'), ['negotiate', 'bearer']);
    assert.deepEqual(schemesIn('realm="Bearer"'), []);
  });

  it('lead to other pages, by any of several relations and with any parameters', () => {
    assert.deepEqual(links('<http://127.0.0.1:3000/todos?offset=2>; rel="next"'), { next: 'http://127.0.0.1:3000/todos?offset=2' });
    assert.deepEqual(links('</todos?offset=2,3>; title="a, b; rel=prev"; REL="Next x",<?offset=0>;rel=prev'), {
      next: 'http://127.0.0.1:3000/todos?offset=2,3',
      x: 'http://127.0.0.1:3000/todos?offset=2,3',
      prev: 'http://127.0.0.1:3000/todos?offset=0',
    });
    assert.deepEqual(links('</a>; rel = next , </b>; rel=next'), { next: 'http://127.0.0.1:3000/a' });
  });

  it('lead nowhere when they are broken, or speak of another address', () => {
    for (const value of ['', '/todos; rel=next', '</todos>', '<http://>; rel=next', '</todos>; rel=next; anchor="/other"']) {
      assert.deepEqual(links(value), {}, value);
    }
  });
});
