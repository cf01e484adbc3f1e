/** The elements that match, in the order of the page. */
export const all = (selector: string, within: ParentNode = document): HTMLElement[] => [...within.querySelectorAll<HTMLElement>(selector)];

export const one = (selector: string, within: ParentNode = document): HTMLElement | null => within.querySelector<HTMLElement>(selector);

/** Whether the learner asked the system or VS Code for less motion. */
const isMotionReduced = (): boolean =>
  document.body.classList.contains('vscode-reduce-motion') || matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Lays out the sections below the first view, too: the style sheet leaves them out so that the first paint need not wait for them. */
export function settle(): void {
  document.body.dataset['settled'] = '';
}

/** As `settle`, once the page has been painted. */
export function settleAfterPaint(): void {
  requestAnimationFrame(() => setTimeout(settle));
}

/** Brings an element to the top of the view. */
export function scrollTo(element: Element, block: ScrollLogicalPosition = 'start'): void {
  settle();
  element.scrollIntoView({ block, behavior: isMotionReduced() ? 'auto' : 'smooth' });
}
