import MarkdownIt from 'markdown-it';
import { anchorOf } from './lessonText';
import { escapeHtml } from '../../base/html';
import { checkLesson } from './lesson';
import type { Lesson } from '../lesson';
import { renderLesson, type Highlight } from './renderLesson';
import { checkSvg, type CheckedSvg } from './svg';
import type { Roadmap } from '../schema';
import type { ContentFolder } from './folder';
import { ContentError } from './problems';

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
  readonly createHighlight: () => Promise<Highlight>;
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

const inlinePicture = (picture: CheckedSvg | undefined, alt: string): string =>
  picture ? `<svg role="img" aria-label="${escapeHtml(alt)}" viewBox="${escapeHtml(picture.viewBox)}">${picture.content}</svg>` : '';

/** `12:5` */
function placeOf(source: string, offset: number): string {
  const before = source.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

const filesIn = (entries: Awaited<ReturnType<ContentFolder['list']>>): string[] =>
  entries.filter(({ isFolder }) => !isFolder).map(({ name }) => name);
