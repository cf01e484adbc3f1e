import MarkdownIt from 'markdown-it';

/** A note may come from a file of somebody else: no raw HTML, and links lead to https only. */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
markdown.validateLink = (url) => /^https:\/\//i.test(url.trim());
// A picture would be a remote asset, which no page of ours loads.
markdown.disable('image');

/**
 * A note as the text of its HTML: this module is a file of its own, whose classes are not those of the page. Its headings are made
 * levels below those of the page, so that they stay in its outline.
 */
export const renderNote = (text: string): string => {
  const tokens = markdown.parse(text, {});
  for (const token of tokens) if (token.type.startsWith('heading_')) token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 2)}`;
  return markdown.renderer.render(tokens, markdown.options, {});
};
