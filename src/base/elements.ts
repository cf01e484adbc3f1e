/**
 * Parts of a page as data: the host makes them, writes them into the page as HTML, and sends them again when they change; the
 * script of the page makes them DOM. Text stays text on the whole way, and only tags and attributes of a closed list exist.
 */
import { escapeHtml, Html } from './html';

const HTML_TAGS = [
  ...['div', 'p', 'span', 'strong', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'button', 'a', 'i', 'details', 'summary'],
  ...['table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td', 'dl', 'dt', 'dd'],
  ...['label', 'select', 'option', 'pre', 'mark'],
] as const;
const SVG_TAGS = ['svg', 'g', 'rect', 'circle', 'line', 'text', 'use'] as const;
const TAGS: readonly string[] = [...HTML_TAGS, ...SVG_TAGS];

export type Tag = (typeof HTML_TAGS)[number] | (typeof SVG_TAGS)[number];

export interface Element {
  readonly tag: Tag;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

type Child = Element | string | false | undefined | readonly Child[];
type Attributes = Readonly<Record<string, string | number | false | undefined>>;

const ATTRIBUTE =
  /^(?:class|id|type|title|role|scope|tabindex|value|selected|disabled|href|(?:aria|data)-[a-z-]+|width|height|viewBox|x|y|x1|x2|y1|y2|cx|cy|r|dx|rx|pathLength|stroke-dasharray|opacity)$/;
const MAX_DEPTH = 24;

/** Makes an element. Attributes that are false or undefined vanish, as such children do. */
export function element(tag: Tag, attributes: Attributes = {}, ...children: readonly Child[]): Element {
  const given = Object.entries(attributes).filter(([, value]) => value !== false && value !== undefined);
  return {
    tag,
    attributes: Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
    children: joined(children.flat(MAX_DEPTH as 10).filter((child) => child !== false && child !== undefined) as (Element | string)[]),
  };
}

/** Texts beside each other are one, and an empty one is none, as in the page itself: what is patched later is counted by place. */
function joined(children: readonly (Element | string)[]): (Element | string)[] {
  const found: (Element | string)[] = [];
  for (const child of children) {
    const before = found.at(-1);
    if (typeof child === 'string' && typeof before === 'string') found[found.length - 1] = before + child;
    else if (child !== '') found.push(child);
  }
  return found;
}

/** An element as HTML, its texts escaped. */
export const htmlOf = (value: Element): Html => new Html(write(value));

function write({ tag, attributes, children }: Element): string {
  const start = Object.entries(attributes).map(([name, text]) => ` ${name}="${escapeHtml(text)}"`);
  return `<${tag}${start.join('')}>${children.map((child) => (typeof child === 'string' ? escapeHtml(child) : write(child))).join('')}</${tag}>`;
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
  ATTRIBUTE.test(name) && typeof value === 'string' && (name !== 'href' || value.startsWith('#'));
