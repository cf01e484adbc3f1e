import { isSvg, type Element as Part } from '../../base/elements';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Shows parts of the page whose shape changes, each in the place of the one that has the same `data-live`. Attributes with these
 * names (`own`) are the host's only as long as an element has none: from then on the page changes them by itself.
 */
export function showParts(parts: readonly Part[], own: readonly string[] = []): void {
  // In a long page, to look for each of them would take longer than to show it.
  const shown = new Map([...document.querySelectorAll<HTMLElement>('[data-live]')].map((element) => [element.dataset['live'], element]));
  for (const part of parts) {
    const element = shown.get(part.attributes['data-live']);
    if (element) patch(element, part, own);
  }
}

/**
 * Makes an element of the page show a part, touching only what differs: what is in focus, scrolled or unfolded stays so, and
 * nothing else is laid out again.
 */
export function patch(shown: Element, part: Part, own: readonly string[] = []): void {
  if (shown.localName !== part.tag) {
    shown.replaceWith(make(part));
    return;
  }
  for (const name of shown.getAttributeNames()) {
    if (!(name in part.attributes) && name !== 'open' && !own.includes(name)) shown.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(part.attributes)) {
    // What is unfolded is the learner's.
    const isTaken = name === 'open' || (own.includes(name) && shown.hasAttribute(name));
    if (!isTaken && shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
  // Once it was clicked, the attribute alone no longer tells.
  if (shown instanceof HTMLInputElement) shown.checked = 'checked' in part.attributes;
  const before = [...shown.childNodes].filter(isContent);
  part.children.forEach((child, place) => patchChild(shown, before[place], child, own));
  for (const extra of before.slice(part.children.length)) extra.remove();
}

/** Space between tags, which the host's HTML has none of, and comments are no content. */
const isContent = (node: ChildNode): boolean => node instanceof Element || node instanceof Text;

function patchChild(parent: Element, shown: ChildNode | undefined, child: Part | string, own: readonly string[]): void {
  if (!shown) parent.append(nodeOf(child));
  else if (typeof child !== 'string' && shown instanceof Element) patch(shown, child, own);
  else if (typeof child === 'string' && shown instanceof Text) {
    if (shown.data !== child) shown.data = child;
  } else shown.replaceWith(nodeOf(child));
}

const nodeOf = (child: Part | string): Node => (typeof child === 'string' ? document.createTextNode(child) : make(child));

function make({ tag, attributes, children }: Part): Element {
  const made = isSvg(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.map(nodeOf));
  return made;
}
