/** The colours of code: a dozen kinds of words, each a class on the page and a variable of the theme. */
export const TOKEN_CLASSES = [
  'keyword',
  'control',
  'operator',
  'string',
  'regexp',
  'number',
  'constant',
  'comment',
  'function',
  'type',
  'variable',
  'property',
  'tag',
] as const;

export type TokenClass = (typeof TOKEN_CLASSES)[number];

/** By the beginning of a TextMate scope; the first that fits counts. `undefined` takes the class of the scope around it. */
const BY_SCOPE: readonly (readonly [scope: string, TokenClass | 'plain' | undefined])[] = [
  ['comment', 'comment'],
  ['string.regexp', 'regexp'],
  ['constant.character.escape', 'constant'],
  ['punctuation.definition.string', undefined],
  ['punctuation.definition.comment', undefined],
  ['punctuation.definition.variable', undefined],
  ['punctuation.support.type.property-name', undefined],
  ['punctuation', 'plain'],
  ['meta.brace', 'plain'],
  ['meta.template.expression', 'plain'],
  ['meta.embedded', 'plain'],
  ['support.type.property-name', 'property'],
  ['meta.object-literal.key', 'property'],
  ['variable.other.property', 'property'],
  ['variable.object.property', 'property'],
  ['entity.other.attribute-name', 'property'],
  ['entity.name.tag', 'tag'],
  ['string', 'string'],
  ['constant.numeric', 'number'],
  ['constant', 'constant'],
  ['const.language', 'constant'],
  ['variable.language', 'constant'],
  ['keyword.operator.new', 'keyword'],
  ['keyword.operator.expression', 'keyword'],
  ['keyword.operator', 'operator'],
  ['keyword.control', 'control'],
  ['keyword', 'keyword'],
  ['storage', 'keyword'],
  ['entity.name.function', 'function'],
  ['entity.name.command', 'function'],
  ['support.function', 'function'],
  ['entity.name', 'type'],
  ['entity.other.inherited-class', 'type'],
  ['support.class', 'type'],
  ['support.type', 'type'],
  ['variable', 'variable'],
];

/** The class of a token by its scopes, outermost first; undefined for text that has the colour of plain text. */
export function tokenClassOf(scopes: readonly string[]): TokenClass | undefined {
  for (const scope of [...scopes].reverse()) {
    const found = BY_SCOPE.find(([prefix]) => scope === prefix || scope.startsWith(`${prefix}.`));
    if (found?.[1] === undefined) continue;
    return found[1] === 'plain' ? undefined : found[1];
  }
  return undefined;
}
