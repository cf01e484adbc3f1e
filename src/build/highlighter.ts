import { createHighlighterCore } from 'shiki/core';
import { createOnigurumaEngine } from 'shiki/engine/oniguruma';
import { bundledLanguages } from 'shiki/langs';
import { escapeHtml } from '../base/html';
import type { FenceLanguage } from '../content/compile/fences';
import type { Highlight } from '../content/compile/readLessons';
import { tokenClassOf } from '../pages/codeColours';

/** The grammars of VS Code for the languages of lessons. What has none here stays plain. */
const GRAMMARS: Readonly<Partial<Record<FenceLanguage, keyof typeof bundledLanguages>>> = {
  js: 'javascript',
  ts: 'typescript',
  sql: 'sql',
  sh: 'shellscript',
  json: 'json',
  yaml: 'yaml',
  http: 'http',
  dockerfile: 'docker',
};

/** Nothing is coloured here: the colours are those of the learner's theme, on the page. */
const NO_COLOURS = { name: 'none-of-ours', type: 'dark' as const, settings: [], fg: '#ffffff', bg: '#000000' };

let created: Promise<Highlight> | undefined;

/** One for all: its grammars take a second to load. */
export const createHighlight = (): Promise<Highlight> => (created ??= create());

/** Makes HTML of code: `<span class="t-keyword">` and the like around its words. */
async function create(): Promise<Highlight> {
  const highlighter = await createHighlighterCore({
    themes: [NO_COLOURS],
    langs: Object.values(GRAMMARS).map((name) => bundledLanguages[name]),
    engine: createOnigurumaEngine(import('shiki/wasm')),
  });
  return (code, language) => {
    const lang = GRAMMARS[language];
    if (lang === undefined) return escapeHtml(code);
    // No time limit: what a busy machine leaves unfinished would be another page each time, or none.
    const options = { lang, theme: NO_COLOURS.name, includeExplanation: 'scopeName', tokenizeTimeLimit: 0 } as const;
    const lines = highlighter.codeToTokensBase(code, options);
    return lines.map((tokens) => markUp(tokens.flatMap(({ explanation = [] }) => explanation))).join('\n');
  };
}

interface Word {
  readonly content: string;
  readonly scopes: readonly { readonly scopeName: string }[];
}

/** One line; neighbours of one class share an element. */
function markUp(words: readonly Word[]): string {
  const parts: { kind: string | undefined; text: string }[] = [];
  for (const { content, scopes } of words) {
    const kind = content.trim() === '' ? parts.at(-1)?.kind : tokenClassOf(scopes.map(({ scopeName }) => scopeName));
    const last = parts.at(-1);
    if (last && last.kind === kind) last.text += content;
    else parts.push({ kind, text: content });
  }
  return parts.map(({ kind, text }) => (kind ? `<span class="t-${kind}">${escapeHtml(text)}</span>` : escapeHtml(text))).join('');
}
