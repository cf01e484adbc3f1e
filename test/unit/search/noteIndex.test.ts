import assert from 'node:assert/strict';
import { firstLines } from '../../../src/search/model/entries';
import { SearchIndex } from '../../../src/search/model/searchIndex';
import { replaceNotes, type NoteOfTopic } from '../../../src/search/noteIndex';

const note = (id: string, text: string): NoteOfTopic => ({ topic: { id, title: id }, text });
/** A megabyte of lines of three letters. */
const HUGE = Array.from({ length: 250_000 }, (_, at) => (at % 46_656).toString(36)).join('\n');

describe('search: the notes', () => {
  let index: SearchIndex;
  beforeEach(() => (index = new SearchIndex()));
  const find = (query: string) => index.search(query).map(({ entry }) => entry.id);
  const replace = (...notes: NoteOfTopic[]) => replaceNotes(index, notes, () => false);

  it('are found by all of their lines, and replaced', async () => {
    assert.equal(await replace(note('a', '# First\n\n- second'), note('b', ''), note('c', 'third')), true);
    assert.deepEqual([find('first'), find('second'), find('third')], [['note:a/0'], ['note:a/1'], ['note:c/0']]);
    assert.equal(await replace(note('a', 'other')), true);
    assert.deepEqual([find('first'), find('third'), find('other')], [[], [], ['note:a/0']]);
  });

  it('have one row each before anything is typed', async () => {
    await replace(note('a', Array.from({ length: 21 }, (_, at) => `line ${at}`).join('\n')), note('c', 'third'));
    assert.deepEqual(
      firstLines(index.ofKind('note')).map(({ id }) => id),
      ['note:a/0', 'note:c/0'],
    );
  });

  it('that an import made megabytes long are searched in their beginnings, and do not stop the editor', async () => {
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    });
    const notes = Array.from({ length: 20 }, (_, at) => note(`t${at}`, `begins${at}\n${HUGE}`));
    assert.equal(await replace(...notes, note('last', 'the end')), false);
    clearInterval(timer);
    assert.ok(index.ofKind('note').length <= 4_000, `${index.ofKind('note').length} lines`);
    assert.ok(longest < 500, `nothing else went on for ${longest} ms`);
    assert.deepEqual(find('begins0'), ['note:t0/0']);
  });

  it('are no longer read when the box was closed', async () => {
    await replaceNotes(index, [note('a', 'one')], () => true);
    assert.deepEqual(index.ofKind('note'), []);
  });
});
