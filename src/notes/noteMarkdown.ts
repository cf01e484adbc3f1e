import { l10n } from 'vscode';
import MarkdownIt, { type Token } from 'markdown-it';
import { inlineCode } from '../base/inlineCode';
import { element, type Attributes, type Element, type Tag } from '../base/elements';

/** A note may come from a file of somebody else: no raw HTML, and links lead to https only. */
function makeReader() {
  const reader = new MarkdownIt({ html: false, linkify: false, typographer: false });
  reader.validateLink = (url) => /^https:\/\//i.test(url.trim());
  // A picture would be a remote asset, which no page of ours loads.
  reader.disable('image');
  return reader;
}

const markdown = makeReader();
const withoutTables = makeReader();
withoutTables.disable('table');

/** A page draws so many characters of a note at once; what a learner writes is far shorter. */
const MAX_DRAWN = 50_000;

/** What is nested deeper than this is shown with what it stands in: a page takes no elements without end. */
const MAX_DEPTH = 16;

/** So many characters of addresses and titles, in all: what is defined once can be used thousands of times. */
const MAX_ATTRIBUTES = 200_000;

/** Each row of a table has as many cells as its widest, whoever wrote only the first of them. More than these are shown as they are written. */
const MAX_CELLS = 10_000;

/** A line below the head of a table, in whatever it stands. */
const BELOW_HEAD = /^[\s>*+.)\d|:-]+$/;

function mayHaveTooManyCells(text: string): boolean {
  const lines = text.split('\n');
  const columns = lines.filter((line) => BELOW_HEAD.test(line)).map((line) => line.split('|').length);
  return columns.reduce((most, one) => Math.max(most, one), 0) * lines.length > MAX_CELLS && text.includes('|');
}

/** How many of them may still come. */
interface Room {
  left: number;
}

/** An element that is being made. */
interface Open {
  readonly tag: Tag;
  readonly attributes: Attributes;
  readonly children: (Element | string)[];
}

/** A note as elements of a page, without any HTML that is its own. Of one that is very long the first part, and a sentence about it. */
export function renderNote(text: string): readonly Element[] {
  const root: Open = { tag: 'div', attributes: {}, children: [] };
  const drawn = text.slice(0, MAX_DRAWN);
  const reader = mayHaveTooManyCells(drawn) ? withoutTables : markdown;
  addTo([root], reader.parse(drawn, {}), { left: MAX_ATTRIBUTES });
  const elements = root.children.filter((child) => typeof child === 'object');
  if (text.length <= MAX_DRAWN) return elements;
  return [
    ...elements,
    element('p', { class: 'hint' }, l10n.t('This note is very long: only its first part is shown here. Open it to see all of it.')),
  ];
}

function addTo(open: Open[], tokens: readonly Token[], room: Room): void {
  let tooDeep = 0;
  for (const token of tokens) {
    const inside = open.at(-1)?.children ?? [];
    if (token.hidden) continue;
    if (token.nesting === 1) {
      if (open.length > MAX_DEPTH) tooDeep += 1;
      else open.push({ tag: tagOf(token), attributes: attributesOf(token, room), children: [] });
    } else if (token.nesting === -1) {
      if (tooDeep > 0) tooDeep -= 1;
      else close(open);
    } else if (token.type === 'inline') addTo(open, token.children ?? [], room);
    else inside.push(leafOf(token));
  }
}

function close(open: Open[]): void {
  const made = open.pop();
  if (made) open.at(-1)?.children.push(element(made.tag, made.attributes, made.children));
}

/** What holds no other token. */
function leafOf({ type, content }: Token): Element | string {
  switch (type) {
    case 'code_inline':
      return inlineCode(content);
    case 'fence':
    case 'code_block':
      return element('pre', {}, element('code', {}, content));
    case 'hardbreak':
      return element('br');
    case 'hr':
      return element('hr');
    case 'softbreak':
      return '\n';
    default:
      return content;
  }
}

/** Headings are made levels below those of the page, so that they stay in its outline. */
const tagOf = ({ type, tag }: Token): Tag => (type === 'heading_open' ? `h${Math.min(6, Number(tag.slice(1)) + 2)}` : tag) as Tag;

/**
 * Of what Markdown gives an element, where a link leads and where a list begins. How a column is aligned would be a style, and an
 * empty address would lead to the page itself. When there is no room for more, it has none.
 */
function attributesOf({ attrs }: Token, room: Room): Attributes {
  const kept = (attrs ?? []).filter(([name, value]) => ['href', 'title', 'start'].includes(name) && value !== '');
  for (const [, value] of kept) room.left -= String(value).length;
  return room.left < 0 ? {} : Object.fromEntries(kept);
}
