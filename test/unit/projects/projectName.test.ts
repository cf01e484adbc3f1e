import assert from 'node:assert/strict';
import fc from 'fast-check';
import { freeName, nameProblem, type NameProblem } from '../../../src/projects/model/names';

const kindOf = (name: string): NameProblem['kind'] | undefined => nameProblem(name)?.kind;

describe('the name of a project', () => {
  for (const name of [
    'rest-api',
    'My Todos',
    'größe',
    '日本語',
    '🚀 shop',
    '👩‍💻 blog',
    '❤️ api',
    'a',
    'v1.2',
    'a..b',
    'console',
    'com10',
    'auxiliary',
    'x'.repeat(200),
  ]) {
    it(`may be ${JSON.stringify(name.slice(0, 20))}`, () => assert.equal(nameProblem(name), undefined));
  }

  const refused: [name: string, kind: NameProblem['kind']][] = [
    ['', 'empty'],
    ['   ', 'empty'],
    ['\t', 'empty'],
    ['.', 'dots'],
    ['..', 'dots'],
    ['...', 'dots'],
    ['a/b', 'separator'],
    ['a\\b', 'separator'],
    ['../up', 'separator'],
    ['/', 'separator'],
    [' a', 'leadingSpace'],
    ['a ', 'trailingSpace'],
    ['a\u00a0', 'trailingSpace'],
    ['.hidden', 'leadingDot'],
    ['a.', 'trailingDot'],
    ['a\nb', 'control'],
    ['a\u0000', 'control'],
    ['a\u007f', 'control'],
    ['a\u0085b', 'control'],
    ['a\ud83d', 'control'],
    ['a\ufeffb', 'control'],
    ['\u2800', 'control'],
    ['pay\u2800pal', 'control'],
    ['pay\u200bpal', 'control'],
    ['pay\u200dpal', 'control'],
    ['pay\u200cpal', 'control'],
    ['pay\u2060pal', 'control'],
    ['soft\u00adhyphen', 'control'],
    ['gpj.\u202eexe', 'control'],
    ['a\u200e', 'control'],
    ['\u2066a\u2069', 'control'],
    ['a\u{e0041}', 'control'],
    ['\u3164', 'control'],
    ['a\ufe0f', 'control'],
    ['CON', 'reserved'],
    ['con', 'reserved'],
    ['nul.txt', 'reserved'],
    ['aux .md', 'reserved'],
    ['COM1', 'reserved'],
    ['com¹', 'reserved'],
    ['lpt9.tar.gz', 'reserved'],
    ['CONIN$', 'reserved'],
    ['x'.repeat(215), 'tooLong'],
    ['🚀'.repeat(54), 'tooLong'],
    ['ü'.repeat(108), 'tooLong'],
    ...['<', '>', ':', '"', '|', '?', '*'].map((character): [string, 'forbidden'] => [`a${character}b`, 'forbidden']),
  ];
  for (const [name, kind] of refused) {
    it(`may not be ${JSON.stringify(name.slice(0, 20))} (${kind})`, () => assert.equal(kindOf(name), kind));
  }

  it('names what is wrong, for the sentence', () => {
    assert.deepEqual(nameProblem('a\\b/c'), { kind: 'separator', character: '\\' });
    assert.deepEqual(nameProblem('why?'), { kind: 'forbidden', character: '?' });
    assert.deepEqual(nameProblem('nul.txt'), { kind: 'reserved', name: 'nul' });
    assert.deepEqual(nameProblem('x'.repeat(300)), { kind: 'tooLong', max: 214 });
  });

  it('that is accepted is one folder, on every system, in no more than 214 bytes', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', 'Z', '9', '-', '_', ' ', '.', 'é', '日', '🚀', 'abc', 'ü'.repeat(60), ':'),
          maxLength: 300,
        }),
        (name) => {
          fc.pre(nameProblem(name) === undefined);
          assert.ok(!/[/\\:*?"<>|]/.test(name) && name === name.trim() && !/^\.|\.$/.test(name));
          assert.ok(Buffer.byteLength(name) <= 214 && Buffer.from(name).toString() === name);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a free name', () => {
  it('is the name itself, or the first number that is not taken', () => {
    const taken = new Set(['blog', 'blog-2', 'blog-4']);
    assert.equal(freeName('shop', (name) => taken.has(name)), 'shop'); // prettier-ignore
    assert.equal(freeName('blog', (name) => taken.has(name)), 'blog-3'); // prettier-ignore
  });
});
