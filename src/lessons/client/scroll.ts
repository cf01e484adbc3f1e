/** A page is shown where it was left, also after a restart of the window. */

const PAUSE = 150;

/** For so long after it has loaded, a page scrolls by nobody's wish but ours, unless the reader does something. */
const SETTLED = 100;

/** Goes back to `kept`, and from now on keeps how far the page is scrolled. */
export function startScroll(kept: number, keep: (scroll: number) => void): void {
  hold(kept);
  let pause: number | undefined;
  const keepNow = () => {
    pause = undefined;
    keep(Math.round(window.scrollY));
  };
  window.addEventListener('scroll', () => (pause ??= window.setTimeout(keepNow, PAUSE)), { passive: true });
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
