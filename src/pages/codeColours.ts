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

type TokenClass = (typeof TOKEN_CLASSES)[number];

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

/** The colour of each kind of word, as `#rrggbb` or with alpha; `inherit` for that of plain text. */
export type CodeColours = Readonly<Partial<Record<TokenClass, string>>>;

/** One rule of a colour theme, as its file has it. Nothing of it has been checked. */
export interface ThemeRule {
  readonly scope?: unknown;
  readonly settings?: unknown;
}

const HEX = /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;

/** The scopes whose colour a class takes: the first that the theme has a rule for. */
const SCOPES: Readonly<Record<TokenClass, readonly string[]>> = {
  keyword: ['storage.type', 'keyword.other', 'keyword'],
  control: ['keyword.control'],
  operator: ['keyword.operator'],
  string: ['string.quoted'],
  regexp: ['string.regexp'],
  number: ['constant.numeric'],
  constant: ['constant.language'],
  comment: ['comment.line'],
  function: ['entity.name.function', 'support.function'],
  type: ['entity.name.type', 'support.type', 'support.class'],
  variable: ['variable.other.readwrite'],
  property: ['variable.other.property', 'support.type.property-name'],
  tag: ['entity.name.tag'],
};

/** Takes the colours of code from a theme's rules: of those that fit a scope, the most specific wins, and of equals the last. */
export function coloursOfTheme(rules: readonly ThemeRule[]): CodeColours {
  const known = rules.flatMap(selectorsOf);
  const colourOf = (scope: string): string | undefined => {
    let best: Selector | undefined;
    for (const rule of known) {
      const fits = scope === rule.scope || scope.startsWith(`${rule.scope}.`);
      if (fits && (!best || rule.scope.length >= best.scope.length)) best = rule;
    }
    return best?.colour;
  };
  return Object.fromEntries(TOKEN_CLASSES.map((kind) => [kind, firstOf(SCOPES[kind], colourOf) ?? 'inherit']));
}

interface Selector {
  readonly scope: string;
  readonly colour: string;
}

/** Selectors of one scope. Those that look at the scopes around it say nothing about a kind of word as a whole. */
function selectorsOf({ scope, settings }: ThemeRule): Selector[] {
  const colour = isObject(settings) ? settings['foreground'] : undefined;
  if (!isColour(colour) || colour === 'inherit') return [];
  const scopes = typeof scope === 'string' ? scope.split(',') : Array.isArray(scope) ? (scope as unknown[]) : [];
  return scopes.flatMap((one) => (typeof one === 'string' && /^[\w.-]+$/.test(one.trim()) ? [{ scope: one.trim(), colour }] : []));
}

function firstOf<T, R>(all: readonly T[], find: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

const isColour = (value: unknown): value is string => typeof value === 'string' && (value === 'inherit' || HEX.test(value));
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The colours in a record from outside; what is no colour is left out. */
export const coloursIn = (value: Readonly<Record<string, unknown>>): CodeColours =>
  Object.fromEntries(TOKEN_CLASSES.flatMap((kind) => (isColour(value[kind]) ? [[kind, value[kind]]] : [])));

/** The variable of the page's style sheet that holds the colour of a class. */
export const colourVariable = (kind: TokenClass): string => `--code-${kind}`;
