/** A topic is shown where it was left, also after a restart of the window. */
import { keepScroll, keptScroll, topic } from './host';

const PAUSE = 150;

export function startScroll(): void {
  keepScroll(keptScroll());
  const y = keptScroll()[topic];
  if (y !== undefined) window.scrollTo(0, y);
  let pause: number | undefined;
  const keep = () => {
    pause = undefined;
    keepScroll({ ...keptScroll(), [topic]: Math.round(window.scrollY) });
  };
  window.addEventListener('scroll', () => (pause ??= window.setTimeout(keep, PAUSE)), { passive: true });
}
