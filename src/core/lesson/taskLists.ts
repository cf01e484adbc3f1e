import type { MarkdownIt, Token } from './markdownIt';

const BOX = /^\[[ xX]\]\s+/;

/** Whether a list item begins with `[ ]`. */
export const isTask = (tokens: readonly Token[], open: number): boolean => {
  const inline = tokens[open + 2];
  return tokens[open]?.type === 'list_item_open' && inline?.type === 'inline' && BOX.test(inline.content);
};

/**
 * `- [ ] …` becomes an item with the look of a box. It is no control: what the learner ticks is the topic, and a box that forgets
 * would be worse than none.
 */
export function taskLists(markdown: MarkdownIt): void {
  markdown.core.ruler.after('block', 'task-lists', ({ tokens }) => {
    tokens.forEach((token, index) => {
      const inline = tokens[index + 2];
      if (!inline || !isTask(tokens, index)) return;
      inline.content = inline.content.replace(BOX, '');
      token.attrJoin('class', 'task');
    });
  });
}
