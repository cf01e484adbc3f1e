import MarkdownIt from 'markdown-it';
import { Html } from '../core/html';

/** A note may come from a file of somebody else: no raw HTML, and links lead to https only. */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
markdown.validateLink = (url) => /^https:\/\//i.test(url.trim());
// A picture would be a remote asset, which no page of ours loads.
markdown.disable('image');

/** A note as HTML. Its headings are made levels below those of the page, so that they stay in its outline. */
export const renderNote = (text: string): Html => {
  const tokens = markdown.parse(text, {});
  for (const token of tokens) if (token.type.startsWith('heading_')) token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 2)}`;
  return new Html(markdown.renderer.render(tokens, markdown.options, {}));
};
