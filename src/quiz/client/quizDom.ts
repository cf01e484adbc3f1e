/** Elements of the quiz page. They are made one by one: no text of the content ever becomes HTML by itself. */

type Child = Node | string | false | null;

/** An element with attributes and children. An attribute that is `false` is left out, one that is `true` has no value. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | boolean>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== false && child !== null));
  return element;
}

export function button(text: string, onClick: () => void, attributes: Readonly<Record<string, string | boolean>> = {}): HTMLButtonElement {
  const element = make('button', { type: 'button', ...attributes }, text);
  element.addEventListener('click', onClick);
  return element;
}

const INLINE: readonly string[] = ['CODE', 'EM', 'STRONG'];

/**
 * Inline HTML as nodes: code, emphasis and text, whatever else it may hold. It is read in a document of its own, where nothing
 * runs and nothing is loaded.
 */
export function inline(html: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const source = new DOMParser().parseFromString(html, 'text/html').body;
  copy(source, fragment);
  return fragment;
}

function copy(from: Node, to: Node): void {
  for (const node of from.childNodes) {
    if (node instanceof Element && INLINE.includes(node.tagName)) {
      const element = document.createElement(node.tagName);
      copy(node, element);
      to.appendChild(element);
    } else if (node.textContent !== null) to.appendChild(document.createTextNode(node.textContent));
  }
}

/** "Move up: {0}" with the values in their places. */
export const fill = (text: string, ...values: readonly (string | number)[]): string =>
  text.replace(/\{(\d)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
