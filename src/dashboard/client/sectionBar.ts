import { all, one } from './dom';

interface Mark {
  readonly link: HTMLElement;
  readonly heading: HTMLElement;
}

/** A part is the one that is read as soon as its heading has come this far up, in pixels or as a share of the view. */
const REACHED = { least: 130, share: 0.3 };

/** Marks in the bar of sections the one that is being read, and keeps its link in sight where the bar is wider than the page. */
export function startSectionBar(): void {
  const bar = one('.sections');
  if (!bar) return;
  const marks = all('a', bar).flatMap((link): Mark[] => {
    const heading = document.getElementById(link.getAttribute('href')?.slice(1) ?? '');
    return heading ? [{ link, heading }] : [];
  });
  let frame: number | undefined;
  const follow = () => {
    frame = undefined;
    show(bar, marks, current(marks));
  };
  for (const event of ['scroll', 'resize']) {
    window.addEventListener(event, () => (frame ??= requestAnimationFrame(follow)), { passive: true });
  }
  follow();
}

/** The last part whose heading was reached; at the end of the page, the last of all, which may be too short to come up. */
function current(marks: readonly Mark[]): Mark | undefined {
  const { scrollHeight } = document.documentElement;
  if (window.scrollY > 0 && window.scrollY + window.innerHeight >= scrollHeight - 2) return marks.at(-1);
  const line = Math.max(REACHED.least, window.innerHeight * REACHED.share);
  return marks.filter(({ heading }) => heading.getBoundingClientRect().top <= line).at(-1);
}

function show(bar: HTMLElement, marks: readonly Mark[], here: Mark | undefined): void {
  const before = marks.find(({ link }) => link.hasAttribute('aria-current'));
  if (before === here) return;
  before?.link.removeAttribute('aria-current');
  here?.link.setAttribute('aria-current', 'location');
  // Above the first part, the bar is back at its beginning.
  bar.scrollLeft = here ? here.link.offsetLeft - (bar.clientWidth - here.link.offsetWidth) / 2 : 0;
}
