/** A page is shown where it was left, also after a restart of the window. */
import { blocksOfPage, pixelsOf, placeOf } from './scrollPlace';

const PAUSE = 150;

/** For so long after it is whole, a page scrolls by nobody's wish but ours, unless the reader does something. */
const SETTLED = 100;

/**
 * Goes back to the place `kept` (as `scrollPlace.ts` has it), and from now on keeps where the page is scrolled to. `whole` is when
 * nothing will be added any more that makes the page longer: before that, what was kept may be below its end.
 */
export function startScroll(kept: number, keep: (place: number) => void, whole: Promise<unknown> = Promise.resolve()): void {
  hold(kept, whole);
  let pause: number | undefined;
  const keepNow = () => {
    pause = undefined;
    keep(placeOf(window.scrollY, blocksOfPage()));
  };
  const scrolled = () => {
    // While it is held, a page may be too short to be where it belongs.
    if (given.signal.aborted) pause ??= window.setTimeout(keepNow, PAUSE);
  };
  window.addEventListener('scroll', scrolled, { passive: true });
}

/** Ends the hold below: somebody has said where the page shall be. */
export const letScroll = (): void => given.abort();

const given = new AbortController();

/** VS Code scrolls a page to where the one before it was. This puts it back until the reader takes over. */
function hold(place: number, whole: Promise<unknown>): void {
  const put = () => window.scrollTo(0, pixelsOf(place, blocksOfPage()));
  put();
  window.addEventListener('scroll', put, { signal: given.signal });
  for (const input of ['wheel', 'keydown', 'pointerdown', 'touchstart']) {
    window.addEventListener(input, letScroll, { signal: given.signal, passive: true, capture: true });
  }
  const loaded = new Promise((resolve) => window.addEventListener('load', resolve, { once: true }));
  void Promise.all([loaded, whole]).then(() => {
    if (given.signal.aborted) return;
    put();
    setTimeout(letScroll, SETTLED);
  });
}
