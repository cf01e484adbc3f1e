import MarkdownIt from 'markdown-it';
import { htmlOf } from '../../base/elements';
import { escapeHtml } from '../../base/html';
import { inlineCode } from '../../base/inlineCode';
import { readingMinutes, type Lesson, type LessonCode, type LessonHeading, parseLink } from '../lesson';
import type { Roadmap } from '../schema';
import { anchorOf, type Token, lessonMarkdown, attributeOf, countWords, plainText } from './lessonMarkdown';
import { languageLabel, parseFence, type FenceLanguage } from './fences';
import { checkLesson } from './lesson';
import { checkSvg, type CheckedSvg } from './svg';
import { type ContentFolder, ContentError } from './sourceFiles';

/** Code as HTML with its words marked: `<span class="t-keyword">` and the like. */
export type Highlight = (code: string, language: FenceLanguage) => string;

/** Grammars are large: they are loaded when there is code to colour. */
export type CreateHighlight = () => Promise<Highlight>;

/** What rendering cannot know by itself. */
interface LessonParts {
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
    const caption = `<figcaption><span class="language">${languageLabel(language)}</span></figcaption>`;
    return `<figure class="code" data-code="${code.length - 1}">${caption}${body}</figure>\n`;
  };
  rules['code_inline'] = (all, index) => htmlOf(inlineCode(all[index]?.content ?? '')).source;
  rules['table_open'] = () => '<div class="table" data-scrolls><table>\n';
  rules['table_close'] = () => '</table></div>\n';
  rules['image'] = (all, index) => {
    const token = all[index];
    const alt = token?.content ?? '';
    return `<figure class="picture" data-scrolls>${picture(attributeOf(token, 'src'), alt)}</figure>`;
  };
  rules['link_open'] = (all, index) => linkOpen(all[index], titleOf);
  rules['link_close'] = () => '</a>';

  const html = markdown.renderer.render(tokens, markdown.options, {});
  const tasks = tokens.flatMap((token, index) => (token.attrGet('class') === 'task' ? [plainText(tokens[index + 2])] : []));
  const lines = code.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);
  return { topic, html, headings, code, tasks, minutes: readingMinutes(countWords(tokens), lines) };
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

const FOLDER = 'topics';
const PICTURES = 'lessons';

/** What lessons are made of besides their texts. */
export interface LessonSurroundings {
  readonly roadmap: Roadmap;
  /** The folder with `lessons/`, the pictures. */
  readonly media: ContentFolder;
  /** Asked for when there is a lesson. */
  readonly createHighlight: CreateHighlight;
}

/**
 * Reads and renders the lessons of a roadmap's folder (`topics/<topic-id>.md`). A topic may have none.
 * @throws Error that names file, line and column of everything that is wrong.
 */
export async function readLessons(folder: ContentFolder, { roadmap, media, createHighlight }: LessonSurroundings): Promise<Lesson[]> {
  const files = filesIn(await folder.list(FOLDER)).filter((name) => name.endsWith('.md'));
  if (files.length === 0) return [];
  const topics = new Map(roadmap.sections.flatMap((section) => section.topics.map(({ id, title }) => [id, title])));
  const projects = new Map(roadmap.projects.items.map(({ id, title }) => [id, title]));
  const problems: string[] = [];
  const pictures = await readPictures(media, problems);
  const sources = new Map<string, string>();
  for (const file of files) {
    const topic = file.replace(/\.md$/, '');
    const source = await folder.read(`${FOLDER}/${file}`);
    sources.set(topic, source);
    if (!topics.has(topic)) problems.push(`${FOLDER}/${file}:1:1 there is no topic "${topic}"`);
    const found = checkLesson(source, {
      topic,
      hasTopic: (id) => topics.has(id),
      hasProject: (id) => projects.has(id),
      pictureProblem: (name) => (pictures.has(name) ? undefined : `there is no file ${name}`),
    });
    problems.push(...found.map(({ line, column, message }) => `${FOLDER}/${file}:${line}:${column} ${message}`));
  }
  if (problems.length > 0) throw new ContentError(`The lessons in ${folder.name} have problems`, problems);

  const highlight = await createHighlight();
  const picture = (name: string, alt: string) => inlinePicture(pictures.get(name), alt);
  const titleOf = (kind: 'topic' | 'project', id: string) => (kind === 'topic' ? topics : projects).get(id) ?? id;
  return [...sources].map(([topic, source]) => renderLesson(topic, source, { highlight, picture, titleOf }));
}

/** Every picture by the name that lessons call it. What may not be in a page is added to the problems. */
async function readPictures(media: ContentFolder, problems: string[]): Promise<Map<string, CheckedSvg>> {
  const pictures = new Map<string, CheckedSvg>();
  for (const file of filesIn(await media.list(PICTURES))) {
    const name = `${PICTURES}/${file}`;
    const source = await media.read(name);
    const checked = checkSvg(source);
    pictures.set(name, checked);
    for (const { offset, message } of checked.problems) problems.push(`media/${name}:${placeOf(source, offset)} ${message}`);
  }
  return pictures;
}

function inlinePicture(picture: CheckedSvg | undefined, alt: string): string {
  if (!picture) return '';
  const attributes = { role: 'img', 'aria-label': alt, viewBox: picture.viewBox, ...picture.styles };
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
  return `<svg${written.join('')}>${picture.content}</svg>`;
}

/** `12:5` */
function placeOf(source: string, offset: number): string {
  const before = source.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

const filesIn = (entries: Awaited<ReturnType<ContentFolder['list']>>): string[] =>
  entries.filter(({ isFolder }) => !isFolder).map(({ name }) => name);
