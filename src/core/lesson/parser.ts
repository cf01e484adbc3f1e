import createMarkdownIt from 'markdown-it';
import { callouts } from './callouts';
import type { MarkdownIt } from './markdownIt';
import { pictures } from './pictures';
import { taskLists } from './taskLists';

/**
 * GitHub's Markdown as lessons use it. No raw HTML. Every address becomes a token, so that the check can name the ones which are
 * refused; the renderer lets through what `parseLink` knows, and nothing else.
 */
export function lessonMarkdown(): MarkdownIt {
  const markdown = createMarkdownIt({ html: false, linkify: false, typographer: false });
  markdown.validateLink = () => true;
  markdown.use(callouts).use(taskLists).use(pictures);
  return markdown;
}
