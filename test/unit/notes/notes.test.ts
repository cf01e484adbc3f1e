import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeNotes, linesOf, mergeNote } from '../../../src/notes/model/notes';

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
      assert.deepEqual([...decodeNotes({ 'backend/caching': '# TTL' }).notes], [['backend/caching', '# TTL']]);
      assert.deepEqual(decodeNotes(undefined), { notes: new Map(), problems: [] });
    });

    it('are reported and left out where they are damaged, and the others are kept', () => {
      const { notes, problems } = decodeNotes({
        'backend/caching': 'good',
        '../../etc': 'x',
        'backend/sql': 7,
        'a/b': 'x'.repeat(1_000_001),
      });
      assert.deepEqual([...notes.keys()], ['backend/caching']);
      assert.deepEqual(problems, [
        'the note "../../etc" belongs to no topic',
        'the note "backend/sql" is no text',
        'the note "a/b" is too large',
      ]);
    });

    for (const damaged of [null, [], 'text', 7]) {
      it(`are reported when they are ${JSON.stringify(damaged)}`, () => {
        assert.deepEqual(decodeNotes(damaged), { notes: new Map(), problems: ['"notes" is no object'] });
      });
    }
  });

  it('have lines for a search: what is said, without marks', () => {
    assert.deepEqual(linesOf('# Caching\n\n- TTL is **not** enough\n  - [x] try LRU\n> quoted\n---\n1. first\n```\n'), [
      'Caching',
      'TTL is **not** enough',
      'try LRU',
      'quoted',
      '1. first',
    ]);
  });
});
