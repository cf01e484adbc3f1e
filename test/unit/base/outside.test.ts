import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { outside, withoutLinks } from '../../../src/base/text';

/** The pattern by which VS Code finds links in notifications and below boxes (`parseLinkedText`), and icons (`$(name)`). */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const ICON = /\$\([a-z0-9~-]+\)/i;

describe('text from outside', () => {
  for (const [name, text, shown] of [
    ['plain words stay', "Ann's API (v2) [draft] $5, 100 %", "Ann's API (v2) [draft] $5, 100 %"],
    ['other scripts and emoji stay', 'Überblick 概要 👩‍💻 مشروع', 'Überblick 概要 👩‍💻 مشروع'],
    ['a command is no link', '[Show it](command:workbench.action.quit)', '[Show it] (command:workbench.action.quit)'],
    ['an address is no link', '[x](https://example.com "t")', '[x] (https://example.com "t")'],
    ['an icon is none', '$(sync~spin) busy', '$ (sync~spin) busy'],
    ['line breaks and controls are spaces', 'a\r\nb\u2028c\u0000d\u001b[31m', 'a b c d [31m'],
    ['what turns the direction around goes', 'safe\u202egnp.exe\u202c', 'safe gnp.exe'],
    ['what has no width goes', 'pay\u200bpal\u2060\ufeff', 'pay pal'],
    ['the blank of Braille goes, and its letters stay', '\u2800a\u2801\u2800', 'a\u2801'],
    ['tags go', 'a\u{e0041}\u{e0042}', 'a'],
    ['nothing stays nothing', ' \u200b ', ''],
  ] as const) {
    it(name, () => assert.equal(outside(text), shown));
  }

  it('is cut to a row, between characters', () => {
    assert.equal(outside('x'.repeat(81)), `${'x'.repeat(79)}…`);
    assert.equal(outside('x'.repeat(80)), 'x'.repeat(80));
    assert.equal(outside('😀'.repeat(100), 10), `${'😀'.repeat(9)}…`);
    assert.equal(outside('x'.repeat(50_000_000)).length, 80);
  });

  it('of anything is short, on one line, and has neither links nor icons', () => {
    const nasty = fc.array(fc.oneof(fc.string(), fc.constantFrom('[', 'a', '](', ']', '(', 'command:x', ')', '$', '$(', 'zap', '\n', '\u200b', '\u0000')), { maxLength: 30 }).map((parts) => parts.join('')); // prettier-ignore
    fc.assert(
      fc.property(nasty, (text) => {
        const shown = outside(text);
        assert.ok(Array.from(shown).length <= 80 && !/[\r\n\u2028\u2029\u202e]/.test(shown));
        assert.ok(!LINK.test(shown) && !ICON.test(shown), shown);
        assert.ok(!LINK.test(withoutLinks(text, 100)));
      }),
    );
  });
});

describe('a message', () => {
  it('keeps its lines, loses its links, and ends somewhere', () => {
    assert.equal(withoutLinks('one\n\ntwo [x](command:y)\u202e', 100), 'one\n\ntwo [x] (command:y) ');
    assert.equal(withoutLinks('x'.repeat(101), 100), `${'x'.repeat(100)}…`);
  });
});
