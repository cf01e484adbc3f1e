import { element, type Child, type Element } from '../../base/elements';
import { inlineCode } from '../../base/inlineCode';

const TAGS = ['code', 'em', 'strong'] as const;
type InlineTag = (typeof TAGS)[number];

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };
const TOKEN = new RegExp(`<(/?)(${TAGS.join('|')})>|&(${Object.keys(ENTITIES).join('|')});`, 'g');

/** Escaped text as it is read. */
export const textOfEntities = (html: string): string => html.replace(/&([a-z]+|#39);/g, (entity, name: string) => ENTITIES[name] ?? entity);

/** Inline HTML, as the build makes it of Markdown, as elements: code, emphasis and text. Whatever else it may hold is text. */
export function inline(html: string): readonly (Element | string)[] {
  const open: { readonly tag: InlineTag | undefined; readonly children: Child[] }[] = [{ tag: undefined, children: [] }];
  const add = (child: Child) => open.at(-1)?.children.push(child);
  let from = 0;
  for (const { 0: token, 1: end, 2: tag, 3: entity, index } of html.matchAll(TOKEN)) {
    add(html.slice(from, index));
    from = index + token.length;
    if (entity !== undefined) add(ENTITIES[entity]);
    else if (end === '') open.push({ tag: tag as InlineTag, children: [] });
    else if (open.at(-1)?.tag === tag) close();
    else add(token);
  }
  add(html.slice(from));
  while (open.length > 1) close();
  return element('span', {}, open[0]?.children ?? []).children;

  function close(): void {
    const made = open.pop();
    if (made?.tag === 'code') add(inlineCode(plainText(element('code', {}, made.children).children)));
    else if (made?.tag) add(element(made.tag, {}, made.children));
  }
}

/** The text of inline elements. */
export const plainText = (parts: readonly (Element | string)[]): string =>
  parts.map((one) => (typeof one === 'string' ? one : plainText(one.children))).join('');
