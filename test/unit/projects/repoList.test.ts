import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeRepos, encodeRepos, mergeRepos, sameRepos, type RepoEntry } from '../../../src/projects/model/repoList';

const entry = (uri: string, at: number, more: Partial<RepoEntry> = {}): RepoEntry => ({
  project: 'p',
  host: '',
  uri,
  at,
  gone: false,
  ...more,
});
const entries = fc.array(
  fc.record(
    {
      project: fc.constantFrom('p', 'q'),
      uri: fc.constantFrom('file:///a', 'file:///b', 'file:///c'),
      host: fc.constantFrom('', 'wsl'),
      at: fc.integer({ min: 0, max: 5 }),
      gone: fc.boolean(),
    },
    { noNullPrototype: true },
  ),
  { maxLength: 8 },
);

describe('the list of repos', () => {
  it('is the later word on each folder, latest first', () => {
    const merged = mergeRepos([entry('a', 1), entry('b', 2)], [entry('a', 3, { gone: true })]);
    assert.deepEqual(merged.map(({ uri, gone }) => [uri, gone]), [['a', true], ['b', false]]); // prettier-ignore
  });

  it('tells folders of other machines apart', () =>
    assert.equal(mergeRepos([entry('a', 1), entry('a', 1, { host: 'wsl' })], []).length, 2));

  it('is the same whoever merges first and however often, where no two words have the same age', () => {
    fc.assert(
      fc.property(entries, entries, (a, b) => {
        const ages = [...a, ...b].map((one, i) => ({ ...one, at: one.at * 100 + i }));
        const [x, y] = [ages.slice(0, a.length), ages.slice(a.length)];
        const merged = mergeRepos(x, y);
        assert.deepEqual(mergeRepos(y, x), merged);
        assert.deepEqual(mergeRepos(merged, merged), merged);
        assert.ok(sameRepos(mergeRepos(merged, x), merged));
      }),
    );
  });

  it('survives being stored', () => fc.assert(fc.property(entries, (list) => {
    assert.deepEqual(decodeRepos(JSON.parse(JSON.stringify(encodeRepos(list)))), list);
  }))); // prettier-ignore

  it('leaves out what is damaged, and takes nothing for a list that is none', () => {
    for (const stored of [undefined, null, 7, 'x', [], {}, { repos: 'x' }]) assert.deepEqual(decodeRepos(stored), []);
    const good = entry('a', 1);
    const broken = [null, 7, { ...good, at: '1' }, { ...good, uri: 5 }, { ...good, gone: 0 }, { ...good, at: Infinity }, {}];
    assert.deepEqual(decodeRepos({ repos: [...broken, good] }), [good]);
  });

  it('does not grow without end', () => {
    const many = Array.from({ length: 300 }, (_, i) => entry(`r${i}`, i));
    const merged = mergeRepos(many, []);
    assert.deepEqual([merged.length, merged[0]?.uri], [200, 'r299']);
  });

  it('differs when a folder, an age or a word differs', () => {
    const list = [entry('a', 1)];
    assert.ok(sameRepos(list, [entry('a', 1)]));
    for (const other of [[], [entry('b', 1)], [entry('a', 2)], [entry('a', 1, { gone: true })], [...list, entry('b', 0)]])
      assert.ok(!sameRepos(list, other));
  });
});
