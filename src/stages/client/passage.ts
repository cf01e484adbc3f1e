/** The words of the stage's text that a check is about: they are found in the page, and marked. */

/** What has no words for a reader, or stands for itself. */
const BLOCKS = 'p, li, pre, th, td, h2, h3';

const isSpace = (character: string | undefined): boolean => character !== undefined && /\s/.test(character);

/**
 * Marks these words in an element, and no others any longer, and returns the block in which they begin. Undefined when they are not there. Where
 * a line breaks makes no difference.
 */
export function markPassage(within: Element, quote: string): HTMLElement | undefined {
  const range = rangeOf(within, quote);
  if (!range) return undefined;
  // Nothing of the page changes: the words may go through code and emphasis, and what others have marked.
  CSS.highlights.set('passage', new Highlight(range));
  return range.startContainer.parentElement?.closest<HTMLElement>(BLOCKS) ?? undefined;
}

function rangeOf(within: Element, quote: string): Range | undefined {
  const characters: { readonly node: Text; readonly offset: number }[] = [];
  let text = '';
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    for (let offset = 0; offset < node.data.length; offset++) {
      if (isSpace(node.data[offset])) continue;
      text += node.data[offset] ?? '';
      characters.push({ node, offset });
    }
  }
  const words = quote.replace(/\s/g, '');
  const at = words === '' ? -1 : text.indexOf(words);
  const [first, last] = [characters[at], characters[at + words.length - 1]];
  if (!first || !last) return undefined;
  const range = document.createRange();
  range.setStart(first.node, first.offset);
  range.setEnd(last.node, last.offset + 1);
  return range;
}
