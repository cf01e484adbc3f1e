import MarkdownIt from 'markdown-it';
import { anchorOf } from '../core/lesson/anchors';

const markdown = new MarkdownIt({ html: false });

/** The headings of a lesson: anchor → title, as text without its Markdown. What looks like a heading inside of code is none. */
export function lessonHeadings(source: string): Map<string, string> {
  const tokens = markdown.parse(source, {});
  const titles = tokens.flatMap((token, index) => {
    const inline = token.type === 'heading_open' ? tokens[index + 1] : undefined;
    return inline ? [(inline.children ?? []).map(({ content }) => content).join('')] : [];
  });
  return new Map(titles.map((title) => [anchorOf(title), title]));
}
