import type { Element } from '../../../src/base/elements';

/** The parts of a page by their names, as they are shown: those it was written with, and what the host sent in their places. */
export function shownParts(html: string, posted: readonly unknown[]): ReadonlyMap<string, Element> {
  const parts = new Map<string, Element>();
  for (const { index } of html.matchAll(/<[a-z0-9]+(?: [a-z-]+(?:="[^"]*")?)* data-live=/g)) keep(parts, readElement(html.slice(index)));
  for (const message of posted) for (const part of (message as { parts?: Element[] } | undefined)?.parts ?? []) keep(parts, part);
  return parts;
}

const keep = (parts: Map<string, Element>, part: Element): unknown => parts.set(part.attributes['data-live'] ?? '', part);

/** The text of an element, what stands in it separated by dots. */
export const textOf = (part: Element | string | undefined): string =>
  typeof part === 'object' ? part.children.map(textOf).join('·') : (part ?? '');

/** The element itself and all in it, from the first on. */
export const allOf = (part: Element | string | undefined): Element[] =>
  typeof part === 'object' ? [part, ...part.children.flatMap(allOf)] : [];

const VOID = ['input', 'br', 'hr'];
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const plain = (text: string): string => text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);

/** Reads the element that a text begins with, as `htmlOf` writes it. */
function readElement(html: string): Element {
  type Open = { tag: Element['tag']; attributes: Record<string, string>; children: (Element | string)[] };
  const open: Open[] = [];
  for (const [token, end, tag, attributes = ''] of html.matchAll(/<\/([a-z0-9]+)>|<([a-z0-9]+)((?: [a-z0-9-]+(?:="[^"]*")?)*)>|[^<]+/g)) {
    const inside = open.at(-1);
    if (tag !== undefined) {
      const made: Open = { tag: tag as Element['tag'], attributes: {}, children: [] };
      for (const [, name = '', value = ''] of attributes.matchAll(/ ([a-z0-9-]+)(?:="([^"]*)")?/g)) made.attributes[name] = plain(value);
      inside?.children.push(made);
      if (!VOID.includes(tag)) open.push(made);
      else if (!inside) return made;
    } else if (end !== undefined) {
      if (inside?.tag !== end) throw new Error(`</${end}> ends <${inside?.tag ?? ''}>`);
      open.pop();
      if (open.length === 0) return inside;
    } else {
      const text = inside?.tag === 'pre' && inside.children.length === 0 ? token.replace(/^\n/, '') : token;
      if (text !== '') inside?.children.push(plain(text));
    }
  }
  throw new Error('the element does not end');
}
