/**
 * A page is shown where it was left, also after a restart of the window. How far it is scrolled is told by what is read there and not
 * by pixels: a page of another width has it elsewhere.
 */

const PAUSE = 150;

/** For so long after it is whole, a page scrolls by nobody's wish but ours, unless the reader does something. */
const SETTLED = 100;

/**
 * Goes back to the place `kept` (as `ScrollPlace` has it), and from now on keeps where the page is scrolled to. `whole` is when
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
  keepInSight(() => !given.signal.aborted);
}

/** What is read, from top to bottom. */
const BLOCKS = 'main :is(h1, h2, h3, h4, p, li, pre, tr, figure, summary)';

/** So long after the last scroll it is known what is being read, in milliseconds. */
const AT_REST = 100;

/** In a page that becomes wider or narrower, all is elsewhere: what is being read stays where it is. Not while the page `isHeld` by something else. */
export function keepInSight(isHeld: () => boolean = () => false): void {
  let anchor: { readonly element: Element; readonly top: number } | undefined;
  let timer: number | undefined;
  let width = window.innerWidth;
  const topOf = (element: Element) => element.getBoundingClientRect().top;
  const note = () => {
    // All is elsewhere already, and the page will be told of it in a moment.
    if (window.innerWidth !== width) return;
    const element = [...document.querySelectorAll(BLOCKS)].find((one) => topOf(one) >= 0 && one.getBoundingClientRect().height > 0);
    anchor = element && window.scrollY > 0 ? { element, top: topOf(element) } : undefined;
  };
  const restore = () => {
    if (anchor && anchor.element.getBoundingClientRect().height > 0) {
      window.scrollBy({ top: topOf(anchor.element) - anchor.top, behavior: 'instant' });
    }
  };
  window.addEventListener(
    'scroll',
    () => {
      clearTimeout(timer);
      timer = window.setTimeout(note, AT_REST);
    },
    { passive: true },
  );
  window.addEventListener('resize', () => {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    if (isHeld()) return;
    restore();
    // A browser that has moved the page by itself meanwhile is put right.
    requestAnimationFrame(restore);
  });
}

/** Ends the hold below: somebody has said where the page shall be. */
export const letScroll = (): void => given.abort();

const given = new AbortController();

/** VS Code scrolls a page to where the one before it was. This puts it back until the reader takes over. */
function hold(place: number, whole: Promise<unknown>): void {
  const put = () => window.scrollTo(0, pixelsOf(place, blocksOfPage()));
  put();
  window.addEventListener('scroll', put, { signal: given.signal });
  // A side bar that opens while the window is restored makes the page another one.
  window.addEventListener('resize', put, { signal: given.signal });
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

/** What begins at `top`, in pixels from the top of the page; `at` counts the blocks of the page, those that are folded away too. */
export interface Block {
  readonly at: number;
  readonly top: number;
}

/** 12.25 when a quarter of the way is scrolled from the top of block 12 to that of the next. Blocks are given from top to bottom. */
export function placeOf(y: number, blocks: readonly Block[]): number {
  const [block, next] = [blocks.filter(({ top }) => top <= y).at(-1), blocks.find(({ top }) => top > y)];
  if (!block) return 0;
  if (!next) return block.at;
  return block.at + Math.min(0.9999, (y - block.top) / (next.top - block.top));
}

/** The pixels to which a page has to be scrolled for a place. What is folded away is where the next block begins. */
export function pixelsOf(place: number, blocks: readonly Block[]): number {
  const here = blocks.findIndex(({ at }) => at >= Math.floor(place));
  const [block, next] = [blocks[here], blocks[here + 1]];
  if (!block) return blocks.at(-1)?.top ?? 0;
  if (block.at > place || !next) return block.top;
  return block.top + (place - block.at) * (next.top - block.top);
}

/** The blocks of the page, its beginning and its end. What stands beside another one, or stays in view, does not count. */
function blocksOfPage(): Block[] {
  const elements = [...document.querySelectorAll(BLOCKS)];
  const blocks: Block[] = [{ at: 0, top: 0 }];
  for (const [place, element] of elements.entries()) {
    const { top, height } = element.getBoundingClientRect();
    const block = { at: place + 1, top: top + window.scrollY };
    if (height > 0 && block.top > (blocks.at(-1)?.top ?? 0) && !element.closest('nav')) blocks.push(block);
  }
  return [...blocks, { at: elements.length + 1, top: document.documentElement.scrollHeight }];
}
