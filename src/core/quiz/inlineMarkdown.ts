import MarkdownIt from 'markdown-it';

/**
 * Code spans and emphasis, and nothing else: no HTML, no link and no picture. An answer is a label, and what can be clicked
 * inside of a label is a trap.
 */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable([
  'link',
  'image',
  'autolink',
  'newline',
  'html_inline',
]);

/** A paragraph of inline Markdown as HTML: `code`, `em` and `strong` without attributes; everything else is escaped text. */
export const inlineMarkdown = (text: string): string => markdown.renderInline(text.replace(/\s+/g, ' ').trim());
