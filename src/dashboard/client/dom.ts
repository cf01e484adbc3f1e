import { settle } from './settle';

/** The elements that match, in the order of the page. */
export const all = (selector: string, within: ParentNode = document): HTMLElement[] => [...within.querySelectorAll<HTMLElement>(selector)];

export const one = (selector: string, within: ParentNode = document): HTMLElement | null => within.querySelector<HTMLElement>(selector);

/** Writes only what is new, so that nothing is laid out again for nothing. */
export function setText(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

export function setData(element: HTMLElement | null, name: string, value: string | boolean): void {
  if (element && element.dataset[name] !== String(value)) element.dataset[name] = String(value);
}

export function setAttribute(element: Element | null, name: string, value: string | boolean | number): void {
  if (element && element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
}

/** Whether the learner asked the system or VS Code for less motion. */
export const isMotionReduced = (): boolean =>
  document.body.classList.contains('vscode-reduce-motion') || matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Brings an element to the top of the view. */
export function scrollTo(element: Element, block: ScrollLogicalPosition = 'start'): void {
  settle();
  element.scrollIntoView({ block, behavior: isMotionReduced() ? 'auto' : 'smooth' });
}
