import assert from 'node:assert/strict';
import { isParsable, MAX_VALUES } from '../../../src/transfer/model/jsonShape';

const isFine = (text: string): boolean => isParsable(new TextEncoder().encode(text));

describe('a JSON file', () => {
  it('is parsed when it holds what an export can hold', () => {
    assert.ok(isFine('{"format":"backend-roadmap-progress","version":1,"registers":{},"notes":{"small/http":"a, [b], {c}"}}'));
    assert.ok(
      isFine(`{"notes":{"small/http":${JSON.stringify('[{,'.repeat(2 * MAX_VALUES))}}}`),
      'what stands in a text counts for nothing',
    );
    assert.ok(isFine(JSON.stringify({ a: '"[\\', b: '['.repeat(1_000), c: ['\\"'] })));
    assert.ok(isFine('not JSON at all'), 'that is for the parser to say');
  });

  it('is not parsed when that would take minutes: too many values', () => {
    assert.ok(isFine(`[${'0,'.repeat(MAX_VALUES - 2)}0]`));
    assert.ok(!isFine(`[${'0,'.repeat(MAX_VALUES)}0]`));
    assert.ok(!isFine(`{"a":"\\\\",${'"b":1,'.repeat(MAX_VALUES)}"c":1}`), 'a text that ends with a backslash ends');
    assert.ok(!isFine(`[${'[],'.repeat(MAX_VALUES)}[]]`));
    assert.ok(!isFine('{"a":'.repeat(2 * MAX_VALUES + 1)), 'in each other');
  });
});
