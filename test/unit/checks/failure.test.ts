import assert from 'node:assert/strict';
import { Answer } from '../../../src/checks/kit/answer';
import { absent, anyText, CheckFailure, ensure, equal, like, listOf, matching, that } from '../../../src/checks/kit/failure';
import { brief } from '../../../src/checks/kit/values';

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
    assert.equal(brief('x'.repeat(200)), `"${'x'.repeat(80)}… and 120 more characters of 200"`);
    assert.equal(brief({ text: 'x'.repeat(200) }), `{"text":"${'x'.repeat(71)}…`);
    assert.equal(brief(undefined), 'missing');
    assert.equal(brief(() => 1), 'function'); // prettier-ignore
  });

  describe('a long list', () => {
    const todos = Array.from({ length: 84 }, (_, index) => ({ id: index + 1, title: 'walk' }));
    const sides = (actual: unknown, expected: unknown): { readonly expected: string; readonly actual: string } => {
      try {
        equal('It', actual, expected);
      } catch (error) {
        assert.ok(error instanceof CheckFailure && error.difference);
        return error.difference;
      }
      return assert.fail('nothing failed');
    };

    it('is cut within a sentence, with a count of what is left out', () => {
      assert.equal(brief(todos), '[{"id":1,"title":"walk"},{"id":2,"title":"walk"},{"id":3,"title":"walk"}, … and 81 more of 84]');
      assert.equal(brief([{ title: 'x'.repeat(200) }, 1]), `[{"title":"${'x'.repeat(70)}…, … and 1 more of 2]`);
      assert.equal(brief(['x'.repeat(200)]), `["${'x'.repeat(79)}…]`);
      assert.equal(brief([1, 2, 3]), '[1,2,3]');
    });

    it('is cut on the sides of a diff, where it has an object around it too, and shows what differs first', () => {
      const { expected, actual } = sides({ todos }, { todos: todos.slice(0, 2) });
      assert.equal(expected.match(/"id"/g)?.length, 2);
      assert.equal(actual.match(/"id"/g)?.length, 20);
      assert.match(actual, /"id": 20,\n {6}"title": "walk"\n {4}\},\n {4}… and 64 more of 84\n {2}\]\n\}$/);
      const other = todos.map((todo) => (todo.id === 51 ? { ...todo, title: 'run' } : todo));
      const late = sides(todos, other);
      assert.match(
        late.expected,
        /"id": 51,\n {4}"title": "run"\n {2}\},\n {2}\{\n {4}"id": 52,[^]*"id": 53,[^]*\n {2}… and 31 more of 84\n\]$/,
      );
      assert.match(late.actual, /"id": 51,\n {4}"title": "walk"/);
    });

    it('is cut in an exchange, as far as it has to be, and a long text with a count of characters', () => {
      const exchange = (body: unknown) => new Answer({ method: 'GET', path: '/todos' }, 200, {}, JSON.stringify(body)).describe();
      assert.match(exchange(todos), /^GET \/todos\n\n200 OK\n\[\n[^]*"id": 20,[^]*\n {2}… and 64 more of 84\n\]$/);
      assert.match(
        exchange({ todos: todos.map((todo) => ({ ...todo, title: 'x'.repeat(600) })) }),
        /"id": 2,[^]*\n {4}… and 82 more of 84\n {2}\]\n\}$/,
      );
      assert.match(exchange('x'.repeat(2_500)), /\nx{2000}… and 500 more characters of 2500$/);
      assert.doesNotMatch(exchange(todos.slice(0, 21)), /more of/);
    });
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
      for (const [actual, end, length] of [
        [zeros, '\n  0,\n  … and 199980 more of 200000\n]', 133],
        ['x'.repeat(8_000_000), 'x… and 7900000 more characters of 8000000', 100_040],
        [nested(1_500, zeros), '0… and 303001 more characters of 403001', 100_038],
      ] as const) {
        const { difference, message } = failureOf(() => equal('It', actual, { a: 1 }));
        assert.ok(difference);
        assert.equal(difference.actual.slice(-end.length), end);
        assert.equal(difference.actual.length, length);
        assert.equal(difference.expected, '{\n  "a": 1\n}');
        assert.ok(message.length < 200);
      }
      // "… and 998000 more characters of 1000000"
      assert.equal(failureOf(() => ensure(false, 'x'.repeat(1_000_000))).message.length, 2_039);
    });

    it('is told in part where it stands in a request, too', () => {
      const headers = { location: `/todos/${'x'.repeat(50_000)}` };
      const answer = new Answer({ method: 'GET', path: `/todos/${'x'.repeat(1_000_000)}` }, 200, headers, '');
      assert.deepEqual(answer.describe().split('\n').map(({ length }) => length), [2_039, 0, 6, 2_036]); // prettier-ignore
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
