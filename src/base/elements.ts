/**
 * Parts of a page as data: the host makes them, writes them into the page as HTML, and sends them again when they change; the
 * script of the page makes them DOM. Text stays text on the whole way, and only tags and attributes of a closed list exist.
 */
import { escapeHtml, Html } from './html';

// prettier-ignore
const HTML_TAGS = [
  'header', 'nav', 'section', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'blockquote', 'pre', 'hr', 'ul', 'ol', 'li', 'dl', 'dt', 'dd',
  'table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td', 'details', 'summary',
  'a', 'span', 'strong', 'em', 's', 'i', 'code', 'samp', 'mark', 'br',
  'form', 'fieldset', 'legend', 'label', 'input', 'select', 'option', 'button', 'progress',
] as const;
const SVG_TAGS = ['svg', 'g', 'rect', 'circle', 'line', 'text', 'use'] as const;
const TAGS: readonly string[] = [...HTML_TAGS, ...SVG_TAGS];
/** Those that hold nothing, and have no end in HTML. */
const VOID_TAGS: readonly string[] = ['input', 'br', 'hr'];

export type Tag = (typeof HTML_TAGS)[number] | (typeof SVG_TAGS)[number];

export interface Element {
  readonly tag: Tag;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

export type Child = Element | string | false | undefined | readonly Child[];
/** An attribute that is `true` has no value. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

// prettier-ignore
const ATTRIBUTES: readonly string[] = [
  'class', 'id', 'title', 'role', 'lang', 'dir', 'tabindex', 'hidden', 'scope', 'href', 'open', 'start',
  'type', 'name', 'for', 'value', 'max', 'checked', 'selected', 'disabled', 'novalidate',
  'width', 'height', 'viewBox', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'dx', 'rx', 'pathLength', 'stroke-dasharray', 'opacity',
];
/** What assistive technology is told, and what scripts and style sheets of ours go by. */
const NAMESPACED = /^(?:aria|data)-[a-z-]+$/;
/** To a place on the page, or to a site in the browser. */
const ADDRESS = /^(?:#|https:\/\/)/i;
const MAX_DEPTH = 24;

/** Makes an element. Attributes that are false or undefined vanish, as such children do. */
export function element(tag: Tag, attributes: Attributes = {}, ...children: readonly Child[]): Element {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) given[name] = value === true ? '' : String(value);
  }
  const content: (Element | string)[] = [];
  for (const child of children) add(content, child);
  return { tag, attributes: given, children: content };
}

/** Texts beside each other are one, and an empty one is none, as in the page itself: what is patched later is counted by place. */
function add(content: (Element | string)[], child: Child): void {
  if (child === false || child === undefined || child === '') return;
  const before = content.at(-1);
  if (isList(child)) for (const one of child) add(content, one);
  else if (typeof child === 'string' && typeof before === 'string') content[content.length - 1] = before + child;
  else content.push(child);
}

const isList = (child: Child): child is readonly Child[] => Array.isArray(child);

/** An element as HTML, its texts escaped. */
export function htmlOf(value: Element): Html {
  const pieces: string[] = [];
  write(value, pieces);
  return new Html(pieces.join(''));
}

function write({ tag, attributes, children }: Element, pieces: string[]): void {
  pieces.push('<', tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === '') pieces.push(' ', name);
    else pieces.push(' ', name, '="', escapeHtml(value), '"');
  }
  pieces.push('>');
  if (VOID_TAGS.includes(tag)) return;
  // The parser leaves out a line break that a `pre` begins with.
  if (tag === 'pre') pieces.push('\n');
  for (const child of children) {
    if (typeof child === 'string') pieces.push(escapeHtml(child));
    else write(child, pieces);
  }
  pieces.push('</', tag, '>');
}

export const isSvg = (tag: string): boolean => (SVG_TAGS as readonly string[]).includes(tag);

/** Whether a value is an element of which every part is allowed: no script, no style, no way out of the page. */
export function isElement(value: unknown, depth = 0): value is Element {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return false;
  const { tag, attributes, children } = value as Record<string, unknown>;
  return (
    typeof tag === 'string' &&
    TAGS.includes(tag) &&
    typeof attributes === 'object' &&
    attributes !== null &&
    Object.entries(attributes).every(isAttribute) &&
    Array.isArray(children) &&
    children.every((child) => typeof child === 'string' || isElement(child, depth + 1))
  );
}

const isAttribute = ([name, value]: [string, unknown]): boolean =>
  (ATTRIBUTES.includes(name) || NAMESPACED.test(name)) && typeof value === 'string' && (name !== 'href' || ADDRESS.test(value));
