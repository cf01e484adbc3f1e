import assert from 'node:assert/strict';
import { coloursOfTheme, TOKEN_CLASSES, tokenClassOf } from '../../../src/pages/codeColours';

describe('kinds of words in code', () => {
  for (const [scopes, kind] of [
    ['source.js comment.line.double-slash.js punctuation.definition.comment.js', 'comment'],
    ['source.js string.quoted.double.js punctuation.definition.string.begin.js', 'string'],
    ['source.js string.template.js meta.template.expression.js meta.embedded.line.js variable.other.object.js', 'variable'],
    ['source.js string.template.js meta.template.expression.js', undefined],
    ['source.js string.regexp.js keyword.operator.quantifier.regexp', 'operator'],
    ['source.js keyword.control.flow.js', 'control'],
    ['source.js storage.type.js', 'keyword'],
    ['source.js keyword.operator.new.js', 'keyword'],
    ['source.js keyword.operator.assignment.js', 'operator'],
    ['source.js meta.function-call.js entity.name.function.js', 'function'],
    ['source.js punctuation.terminator.statement.js', undefined],
    ['source.sql keyword.other.DML.sql', 'keyword'],
    ['source.json string.json support.type.property-name.json', 'property'],
    ['source.yaml string.unquoted.plain.out.yaml entity.name.tag.yaml', 'tag'],
    ['source.ts support.type.primitive.ts', 'type'],
    ['source.js', undefined],
  ] as const) {
    it(`${scopes} is ${kind ?? 'plain'}`, () => assert.equal(tokenClassOf(scopes.split(' ')), kind));
  }
});

describe('colours of a theme', () => {
  it('are those of the most specific rule, and of equals the last', () => {
    const colours = coloursOfTheme([
      { settings: { foreground: '#ffffff' } },
      { scope: 'keyword', settings: { foreground: '#111111' } },
      { scope: ['keyword.control', 'storage'], settings: { foreground: '#222222' } },
      { scope: 'string, comment', settings: { foreground: '#333333' } },
      { scope: 'comment', settings: { foreground: '#444444' } },
      { scope: 'comment', settings: { fontStyle: 'italic' } },
      { scope: 'source.css entity.name.tag', settings: { foreground: '#555555' } },
    ]);
    assert.deepEqual(
      [colours.keyword, colours.control, colours.operator, colours.string, colours.comment, colours.tag],
      ['#222222', '#222222', '#111111', '#333333', '#444444', 'inherit'],
    );
    assert.deepEqual(Object.keys(colours), [...TOKEN_CLASSES]);
  });

  it('a longer word is not a part of a scope', () => {
    assert.equal(coloursOfTheme([{ scope: 'comm', settings: { foreground: '#111111' } }]).comment, 'inherit');
  });

  it('are colours, whatever the theme says', () => {
    for (const foreground of ['red', '#12', '#fff; } body { display: none', 'url(x)', 7, null, ['#fff']]) {
      assert.equal(coloursOfTheme([{ scope: 'comment', settings: { foreground } }]).comment, 'inherit');
    }
    for (const damaged of [{}, { scope: 7, settings: 1 }, { scope: [null, 1], settings: { foreground: '#fff' } }]) {
      assert.equal(coloursOfTheme([damaged]).comment, 'inherit');
    }
  });
});
