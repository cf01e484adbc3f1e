import assert from 'node:assert/strict';
import { Answer } from '../../../src/checks/kit/answer';
import { absent, anyText, brief, CheckFailure, ensure, equal, like, listOf, matching, that } from '../../../src/checks/kit/failure';

const messageOf = (work: () => void): string => {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof CheckFailure);
    return error.message;
  }
  return 'nothing failed';
};

describe('what a check holds a value to', () => {
  it('is a sentence when it does not hold', () => {
    assert.equal(messageOf(() => equal('The title', 'a', 'b')), 'The title should be "b", but is "a".'); // prettier-ignore
    assert.equal(messageOf(() => equal('The title', undefined, 'b')), 'The title should be "b", but is missing.'); // prettier-ignore
    assert.equal(messageOf(() => ensure(false, 'It is wrong.')), 'It is wrong.'); // prettier-ignore
    assert.equal(messageOf(() => equal('The list', [1, { a: 2 }], [1, { a: 2 }])), 'nothing failed'); // prettier-ignore
  });

  it('may leave further fields open, and names the one that differs', () => {
    const todo = { id: 'x', title: 'walk', tags: ['a', 'b'], nested: { deep: 1 } };
    like('The todo', todo, {
      id: anyText,
      title: 'walk',
      tags: ['a', anyText],
      nested: { deep: that('a number above 0', (n) => Number(n) > 0) },
    });
    for (const [pattern, message] of [
      [{ title: 'run' }, 'The todo: "title" should be "run", but is "walk".'],
      [{ done: false }, 'The todo: "done" should be false, but is missing.'],
      [{ nested: { deep: 2 } }, 'The todo: "nested.deep" should be 2, but is 1.'],
      [{ tags: ['a'] }, 'The todo: "tags" should be ["a"], but is ["a","b"].'],
      [{ tags: ['a', 'c'] }, 'The todo: "tags.1" should be "c", but is "b".'],
      [{ id: absent }, 'The todo: "id" should be nothing, but is "x".'],
      [{ id: matching(/^\d+$/) }, 'The todo: "id" should be text like /^\\d+$/, but is "x".'],
      [{ tags: listOf(3) }, 'The todo: "tags" should be a list of 3, but is ["a","b"].'],
      [{ nested: null }, 'The todo: "nested" should be null, but is {"deep":1}.'],
      [[], 'The todo should be [], but is {"id":"x","title":"walk","tags":["a","b"],"nested":{"deep":1}}.'],
    ] as const) {
      assert.equal(messageOf(() => like('The todo', todo, pattern)), message); // prettier-ignore
    }
  });

  it('is shown whole in a diff, with matchers as words', () => {
    assert.throws(
      () => like('The todo', { id: 1 }, { id: anyText }),
      (error: unknown) => {
        assert.ok(error instanceof CheckFailure);
        assert.deepEqual(error.difference, { expected: '{\n  "id": "<some text>"\n}', actual: '{\n  "id": 1\n}' });
        return true;
      },
    );
  });

  it('is cut within a sentence', () => {
    assert.equal(brief('x'.repeat(200)).length, 81);
    assert.equal(brief(undefined), 'missing');
    assert.equal(brief(() => 1), 'function'); // prettier-ignore
  });

  describe('and that a program has made too large', () => {
    const failureOf = (work: () => void): CheckFailure => {
      try {
        work();
      } catch (error) {
        assert.ok(error instanceof CheckFailure, String(error));
        return error;
      }
      return assert.fail('nothing failed');
    };
    const nested = (depth: number, inside: unknown) => JSON.parse(`${'['.repeat(depth)}${JSON.stringify(inside)}${']'.repeat(depth)}`) as unknown; // prettier-ignore

    it('is told in part', () => {
      const zeros = Array.from({ length: 200_000 }, () => 0);
      for (const actual of [zeros, 'x'.repeat(8_000_000), nested(1_500, zeros)]) {
        const { difference, message } = failureOf(() => equal('It', actual, { a: 1 }));
        assert.equal(difference?.actual.length, 100_001);
        assert.equal(difference.expected, '{\n  "a": 1\n}');
        assert.ok(message.length < 200);
      }
      assert.equal(failureOf(() => ensure(false, 'x'.repeat(1_000_000))).message.length, 2_001);
    });

    it('is told in part where it stands in a request, too', () => {
      const headers = { location: `/todos/${'x'.repeat(50_000)}` };
      const answer = new Answer({ method: 'GET', path: `/todos/${'x'.repeat(1_000_000)}` }, 200, headers, '');
      assert.deepEqual(answer.describe().split('\n').map(({ length }) => length), [2_001, 0, 6, 2_001]); // prettier-ignore
    });

    it('is told on one line where each level would move it to the right', () => {
      assert.equal(failureOf(() => equal('It', nested(52, 1), 1)).difference?.actual, `${'['.repeat(52)}1${']'.repeat(52)}`);
      assert.match(failureOf(() => equal('It', nested(50, 1), 1)).difference?.actual ?? '', /^\[\n {2}\[\n/);
    });

    it('is named where it is nested without end', () => {
      const { message, difference } = failureOf(() => like('It', nested(100_000, 1), { a: 1 }));
      assert.equal(message, 'It should be {"a":1}, but is a value that is nested too deeply to be shown.');
      assert.equal(difference?.actual, 'a value that is nested too deeply to be shown');
    });
  });
});
