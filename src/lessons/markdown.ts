import MarkdownIt from 'markdown-it';
import { Html } from '../core/html';

/** Content is data: no raw HTML, and links lead to https only. */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
markdown.validateLink = (url) => /^https:\/\//i.test(url.trim());
// A picture would be a remote asset, which no page of ours loads.
markdown.disable('image');

/** One paragraph of Markdown, without a block around it. */
export const renderInline = (text: string): Html => new Html(markdown.renderInline(text));
