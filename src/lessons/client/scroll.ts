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

/** VS Code scrolls a page to where the one before it was. This puts it back until the reader takes over. */
function hold(y: number): void {
  const given = new AbortController();
  const put = () => window.scrollTo(0, y);
  const letGo = () => given.abort();
  put();
  window.addEventListener('scroll', put, { signal: given.signal });
  for (const input of ['wheel', 'keydown', 'pointerdown', 'touchstart']) {
    window.addEventListener(input, letGo, { signal: given.signal, passive: true, capture: true });
  }
  window.addEventListener('load', () => setTimeout(letGo, SETTLED), { signal: given.signal });
}
