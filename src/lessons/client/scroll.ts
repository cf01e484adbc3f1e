/** A topic is shown where it was left, also after a restart of the window. */
import { keepScroll, keptScroll, topic } from './host';

const PAUSE = 150;

/** For so long after it has loaded, a page scrolls by nobody's wish but ours, unless the reader does something. */
const SETTLED = 100;

export function startScroll(): void {
  keepScroll(keptScroll());
  hold(keptScroll()[topic] ?? 0);
  let pause: number | undefined;
  const keep = () => {
    pause = undefined;
    keepScroll({ ...keptScroll(), [topic]: Math.round(window.scrollY) });
  };
  window.addEventListener('scroll', () => (pause ??= window.setTimeout(keep, PAUSE)), { passive: true });
}

/** Ends the hold below: somebody has said where the page shall be. */
export const letScroll = (): void => given.abort();

const given = new AbortController();

/** VS Code scrolls a page to where the one before it was. This puts it back until the reader takes over. */
function hold(y: number): void {
  const put = () => window.scrollTo(0, y);
  put();
  window.addEventListener('scroll', put, { signal: given.signal });
  for (const input of ['wheel', 'keydown', 'pointerdown', 'touchstart']) {
    window.addEventListener(input, letScroll, { signal: given.signal, passive: true, capture: true });
  }
  window.addEventListener('load', () => setTimeout(letScroll, SETTLED), { signal: given.signal });
}
