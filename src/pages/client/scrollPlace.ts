/** How far a page is scrolled, told by what is read there and not by pixels: a page of another width has it elsewhere. */

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
export function blocksOfPage(): Block[] {
  const elements = [...document.querySelectorAll('main :is(h1, h2, h3, h4, p, li, pre, tr, figure, summary)')];
  const blocks: Block[] = [{ at: 0, top: 0 }];
  for (const [place, element] of elements.entries()) {
    const { top, height } = element.getBoundingClientRect();
    const block = { at: place + 1, top: top + window.scrollY };
    if (height > 0 && block.top > (blocks.at(-1)?.top ?? 0) && !element.closest('nav')) blocks.push(block);
  }
  return [...blocks, { at: elements.length + 1, top: document.documentElement.scrollHeight }];
}
