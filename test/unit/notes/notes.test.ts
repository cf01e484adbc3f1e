import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeNotes, mergeNote } from '../../../src/notes/model/noteImport';
import { linesOf } from '../../../src/notes/model/notes';
import { smallIndex } from '../smallRoadmap';

const HEADING = 'Imported from a.json';

describe('notes', () => {
  describe('merged with those of a file', () => {
    it('are taken over where there was none, and left where the file has none', () => {
      assert.equal(mergeNote('', 'theirs\n', HEADING), 'theirs\n');
      assert.equal(mergeNote('mine\n', ' \n', HEADING), 'mine\n');
    });

    it('are the longer one where that holds the other', () => {
      assert.equal(mergeNote('# Caching\nTTL\n', '# Caching\nTTL\nLRU\n', HEADING), '# Caching\nTTL\nLRU\n');
      assert.equal(mergeNote('# Caching\nTTL\nLRU\n', 'TTL', HEADING), '# Caching\nTTL\nLRU\n');
    });

    it('are both, one under the other, where they differ', () => {
      assert.equal(mergeNote('mine\n', 'theirs\n', HEADING), 'mine\n\n---\n\n**Imported from a.json**\n\ntheirs\n');
    });

    it('do not grow when the same file is imported once more', () => {
      fc.assert(
        fc.property(fc.string(), fc.string(), (here, imported) => {
          const once = mergeNote(here, imported, HEADING);
          assert.equal(mergeNote(once, imported, HEADING), once);
        }),
      );
    });

    it('lose nothing that either of them said', () => {
      fc.assert(
        fc.property(fc.string(), fc.string(), (here, imported) => {
          const merged = mergeNote(here, imported, HEADING);
          assert.ok(merged.includes(here.trim()) && merged.includes(imported.trim()));
        }),
      );
    });
  });

  describe('of an export', () => {
    it('are read, and missing in exports of earlier releases', () => {
      assert.deepEqual([...decodeNotes({ 'small/cache': '# TTL' }, smallIndex()).notes], [['small/cache', '# TTL']]);
      assert.deepEqual(decodeNotes(undefined, smallIndex()), { notes: new Map(), problems: [] });
    });

    it('are reported and left out where they are damaged, and the others are kept', () => {
      const stored = { 'small/cache': 'good', '../../etc': 'x', 'small/sql': 7, 'small/http': 'x'.repeat(1_000_001) };
      const { notes, problems } = decodeNotes(stored, smallIndex());
      assert.deepEqual([...notes.keys()], ['small/cache']);
      assert.deepEqual(problems, [
        'the note "../../etc" belongs to no topic',
        'the note "small/sql" is no text',
        'the note "small/http" is too large',
      ]);
    });

    it('of topics that this release does not know are left out, and those of a former id come under the one of today', () => {
      const { notes, problems } = decodeNotes({ 'other/cache': 'a', 'small/gone': 'b', 'small/internet': 'c' }, smallIndex());
      assert.deepEqual([...notes], [['small/how-web', 'c']]);
      assert.deepEqual(problems, ['the note "other/cache" belongs to no topic', 'the note "small/gone" belongs to no topic']);
    });

    it('of one topic under two of its names are both kept, and once where they are the same', () => {
      const decode = (notes: Record<string, string>) => [...decodeNotes(notes, smallIndex()).notes];
      assert.deepEqual(decode({ 'small/how-web': 'today\n', 'small/internet': 'before\n' }), [
        ['small/how-web', 'today\n\n---\n\nbefore\n'],
      ]);
      assert.deepEqual(decode({ 'small/how-web': 'same\n', 'small/internet': 'same\n' }), [['small/how-web', 'same\n']]);
    });

    for (const damaged of [null, [], 'text', 7]) {
      it(`are reported when they are ${JSON.stringify(damaged)}`, () => {
        assert.deepEqual(decodeNotes(damaged, smallIndex()), { notes: new Map(), problems: ['"notes" is no object'] });
      });
    }
  });

  it('have lines for a search: what is said, without marks', () => {
    assert.deepEqual(linesOf('# Caching\n\n- TTL is **not** enough\n  - [x] try LRU\n> quoted\n---\n1. first\n```\n', 100), [
      'Caching',
      'TTL is **not** enough',
      'try LRU',
      'quoted',
      '1. first',
    ]);
  });

  it('are those of its beginning, when it is longer than what was asked for', () => {
    assert.deepEqual(linesOf('one\ntwo\nthree', 9), ['one', 'two', 't']);
  });
});
