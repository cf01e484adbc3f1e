import assert from 'node:assert/strict';
import { parseJson, toJson } from '../../../../src/checks/kit/json';

describe('JSON without loss', () => {
  it('keeps whole numbers that JavaScript would round', () => {
    assert.deepEqual(parseJson('{"id": 9007199254740993, "list": [-123456789012345678901]}'), {
      id: 9007199254740993n,
      list: [-123456789012345678901n],
    });
    assert.deepEqual(parseJson('9007199254740993'), 9007199254740993n);
  });

  it('leaves other numbers, and texts with numbers in them, as they are', () => {
    const text = '[9007199254740991, 1.5, 1e300, -0.1, "9007199254740993", "a \\" 9007199254740993", {"9007199254740993": null}]';
    assert.deepEqual(parseJson(text), [
      ...[9007199254740991, 1.5, 1e300, -0.1, '9007199254740993', 'a " 9007199254740993'],
      { '9007199254740993': null },
    ]);
    assert.deepEqual(parseJson('[9007199254740993, "a \\" 9007199254740993"]'), [9007199254740993n, 'a " 9007199254740993']);
  });

  it('leaves numbers of a length that no id has to JavaScript: to work out eight million digits takes it seconds', () => {
    const [longest, longer] = ['9'.repeat(1_000), '9'.repeat(1_001)];
    assert.equal(toJson(parseJson(longest)), longest);
    assert.equal(parseJson(longer), Infinity);
  });

  it('has no halves of characters, which no address can hold', () => {
    assert.deepEqual(parseJson(String.raw`{"id": "a\ud800", "list": ["\udc00b", "\ud83d\ude00"]}`), {
      id: 'a\ufffd',
      list: ['\ufffdb', '😀'],
    });
    assert.equal(encodeURIComponent(String(parseJson(String.raw`"\ud800"`))), '%EF%BF%BD');
  });

  it('refuses what is no JSON', () => {
    for (const text of ['', '{', '{"id": 09007199254740993}', '9007199254740993n']) assert.throws(() => parseJson(text), SyntaxError, text);
  });

  it('is written as it was read', () => {
    const text = '{"id":9007199254740993,"text":"9007199254740993","list":[1,-123456789012345678901]}';
    assert.equal(toJson(parseJson(text)), text);
    assert.equal(toJson({ id: 9007199254740993n }, 2), '{\n  "id": 9007199254740993\n}');
    assert.equal(toJson(undefined), undefined);
  });
});
