import { escapeHtml } from '../../base/html';
import { anchorOf } from './lessonText';
import { languageLabel, parseFence, type FenceLanguage } from './fences';
import { readingMinutes, type Lesson, type LessonCode, type LessonHeading } from '../lesson';
import { parseLink } from '../links';
import type { Token } from './lessonMarkdown';
import { lessonMarkdown } from './lessonMarkdown';
import { attributeOf, countWords, plainText } from './lessonText';

/** Code as HTML with its words marked: `<span class="t-keyword">` and the like. */
export type Highlight = (code: string, language: FenceLanguage) => string;

/** What rendering cannot know by itself. */
export interface LessonParts {
  /** The HTML of a piece of code, coloured or merely escaped. */
  readonly highlight: Highlight;
  /** The `<svg>` of a picture that was checked, with this text as its label. */
  readonly picture: (source: string, alt: string) => string;
  /** What a topic or a project is called, for the tooltip of a link to it. */
  readonly titleOf: (kind: 'topic' | 'project', id: string) => string;
}

/** Renders a lesson that was checked (see `checkLesson`). What the check would refuse is shown as text, never as an address or a tag. */
export function renderLesson(topic: string, source: string, { highlight, picture, titleOf }: LessonParts): Lesson {
  const markdown = lessonMarkdown();
  const headings: LessonHeading[] = [];
  const code: LessonCode[] = [];
  const tokens = markdown.parse(source, {});
  const { rules } = markdown.renderer;

  rules['heading_open'] = (all, index) => {
    const text = plainText(all[index + 1]);
    const level = all[index]?.tag === 'h2' ? 2 : 3;
    const id = anchorOf(text);
    headings.push({ level, id, text });
    return `<h${level} id="${id}" tabindex="-1">`;
  };
  rules['heading_close'] = (all, index) => `</${all[index]?.tag === 'h2' ? 'h2' : 'h3'}>\n`;
  rules['fence'] = (all, index) => {
    const { info = '', content = '' } = all[index] ?? {};
    const fence = parseFence(info);
    const { language, option } = 'problem' in fence ? { language: 'text' as const, option: undefined } : fence;
    const body = `<pre data-scrolls><code>${highlight(content.replace(/\n$/, ''), language)}</code></pre>`;
    if (option === 'output') return `<figure class="code output"><figcaption>Output</figcaption>${body}</figure>\n`;
    code.push({ language, text: content });
    const label = language === 'text' ? '' : languageLabel(language);
    const caption = `<figcaption><span class="language">${label}</span></figcaption>`;
    return `<figure class="code" data-code="${code.length - 1}">${caption}${body}</figure>\n`;
  };
  rules['table_open'] = () => '<div class="table" data-scrolls><table>\n';
  rules['table_close'] = () => '</table></div>\n';
  rules['image'] = (all, index) => {
    const token = all[index];
    const alt = token?.content ?? '';
    return `<figure class="picture">${picture(attributeOf(token, 'src'), alt)}</figure>`;
  };
  rules['link_open'] = (all, index) => linkOpen(all[index], titleOf);
  rules['link_close'] = () => '</a>';

  const html = markdown.renderer.render(tokens, markdown.options, {});
  const lines = code.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);
  return { topic, html, headings, code, minutes: readingMinutes(countWords(tokens), lines) };
}

function linkOpen(token: Token | undefined, titleOf: LessonParts['titleOf']): string {
  const link = parseLink(attributeOf(token, 'href'));
  switch (link?.kind) {
    case 'web':
      return `<a href="${escapeHtml(link.url)}">`;
    case 'topic':
      return `<a href="#topic:${link.id}" data-open-topic="${link.id}" title="${escapeHtml(titleOf('topic', link.id))}">`;
    case 'project':
      return `<a href="#project:${link.id}" data-show-project="${link.id}" title="${escapeHtml(titleOf('project', link.id))}">`;
    case undefined:
      return '<a>';
  }
}
