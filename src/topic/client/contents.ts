/** The table of contents: folded where the page is narrow, and marked with where the reader is. */

/** As in `media/topic.css`: from here on the contents stand beside the lesson. */
const WIDE = '(min-width: 860px)';

/** The part of the page, from above, in which a heading counts as being read. */
const READING = 0.3;

const contents = document.querySelector<HTMLElement>('.contents');

/** Folds the contents where they stand above the lesson. */
export function foldContents(): void {
  const details = contents?.querySelector('details');
  if (!contents || !details) return;
  const wide = matchMedia(WIDE);
  const fold = () => (details.open = wide.matches);
  fold();
  wide.addEventListener('change', fold);
  contents.addEventListener('click', ({ target }) => {
    if (!wide.matches && target instanceof Element && target.closest('a')) details.open = false;
  });
}

let observers: IntersectionObserver[] = [];

/** Marks the entry of what is being read, from now on; again when there are other entries. */
export function markContents(): void {
  for (const observer of observers) observer.disconnect();
  const links = contents?.querySelectorAll<HTMLAnchorElement>('a[href^="#"]') ?? [];
  const pairs = [...links].flatMap((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading ? [{ link, heading }] : [];
  });
  const mark = () => {
    const passed = pairs.filter(({ heading }) => heading.getBoundingClientRect().top <= innerHeight * READING);
    // At the very end the last headings may never come so far up.
    const isAtEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const current = (isAtEnd && scrollY > 0 ? pairs : passed).at(-1)?.link;
    for (const { link } of pairs) {
      if (link !== current) link.removeAttribute('aria-current');
      else if (link.getAttribute('aria-current') !== 'location') {
        link.setAttribute('aria-current', 'location');
        keepInSight(link);
      }
    }
  };
  // All that is above the line counts as seen, so that a heading which passes it is noticed however far the page jumps.
  const rootMargin = `1000000px 0px -${(1 - READING) * 100}% 0px`;
  const byHeading = new IntersectionObserver(mark, { root: document, rootMargin, threshold: [0, 1] });
  for (const { heading } of pairs) byHeading.observe(heading);
  // The end of the page is a place without a heading.
  const byEnd = new IntersectionObserver(mark, { root: document, threshold: [0, 1] });
  const end = document.querySelector('.neighbours');
  if (end) byEnd.observe(end);
  observers = [byHeading, byEnd];
}

/** Scrolls the contents alone, never the page. */
function keepInSight(link: HTMLElement): void {
  if (!contents) return;
  const { top, bottom } = link.getBoundingClientRect();
  const box = contents.getBoundingClientRect();
  if (top < box.top) contents.scrollTop -= box.top - top + 24;
  else if (bottom > box.bottom) contents.scrollTop += bottom - box.bottom + 24;
}
