import type { Roadmap, Topic } from '../../content/schema';

/** What is found, and so what happens when it is chosen. */
export type Target =
  | { readonly kind: 'topic' | 'objective' | 'note'; readonly topic: string }
  | { readonly kind: 'lesson'; readonly topic: string; readonly heading: string }
  | { readonly kind: 'project'; readonly project: string }
  | { readonly kind: 'stage'; readonly project: string; readonly stage: string; readonly number: number }
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'link'; readonly url: string };

export type Kind = Target['kind'];

/** One thing that search can find. */
export interface Entry {
  /** Unique among all entries. */
  readonly id: string;
  readonly target: Target;
  /** What it is called. */
  readonly title: string;
  /** What it belongs to: the section of a topic, the topic of an objective, the project of a stage; empty when nothing. */
  readonly place: string;
  /** What it is about, in a few sentences: objectives, summaries, the sentences of checks. */
  readonly about: string;
  /** The whole text of it. */
  readonly text: string;
}

interface EntryParts {
  readonly place?: string;
  readonly about?: string;
  readonly text?: string;
}

const entry = (id: string, target: Target, title: string, { place = '', about = '', text = '' }: EntryParts): Entry => ({
  id: `${target.kind}:${id}`,
  ...{ target, title, place, about, text },
});

/** What the roadmap itself says: topics, objectives, projects, the titles of stages, and links. All of it is there at once. */
export function roadmapEntries(roadmap: Roadmap): Entry[] {
  const topics = roadmap.sections.flatMap((section) => section.topics.map((topic) => ({ topic, section: section.title })));
  return [
    ...topics.map(({ topic, section }) =>
      entry(topic.id, { kind: 'topic', topic: topic.id }, topic.title, {
        place: section,
        about: [topic.summary, ...topic.objectives].join('\n'),
      }),
    ),
    ...roadmap.projects.items.map(({ id, title, level, summary, tags }) =>
      entry(id, { kind: 'project', project: id }, title, { place: level, about: [summary, ...tags].join('\n') }),
    ),
    ...topics.flatMap(({ topic }) => partsOfTopic(topic)),
    ...roadmap.projects.items.flatMap((project) =>
      project.stages.map(({ id, title }, at) =>
        entry(`${project.id}/${id}`, { kind: 'stage', project: project.id, stage: id, number: at + 1 }, title, { place: project.title }),
      ),
    ),
  ];
}

const partsOfTopic = ({ id, title, objectives, links }: Topic): Entry[] => [
  ...objectives.map((objective, at) => entry(`${id}/${at}`, { kind: 'objective', topic: id }, objective, { place: title })),
  ...links.map((link, at) => entry(`${id}/${at}`, { kind: 'link', url: link.url }, link.title, { place: title, text: link.url })),
];

/** The learner's notes: a line each, since a line is what one remembers. */
export const noteEntries = (topic: { readonly id: string; readonly title: string }, lines: readonly string[]): Entry[] =>
  lines.map((line, at) => entry(`${topic.id}/${at}`, { kind: 'note', topic: topic.id }, line, { place: topic.title }));

/** Of the lines of notes the first of each. */
export const firstLines = (notes: readonly Entry[]): Entry[] => notes.filter(({ id }) => id.endsWith('/0'));

/** The commands that the palette offers now. */
export const commandEntries = (commands: readonly { readonly command: string; readonly title: string }[]): Entry[] =>
  commands.map(({ command, title }) => entry(command, { kind: 'command', command }, title, {}));

/** A lesson: an entry for each of its headings, with the text that stands below it. */
export const lessonEntries = (topic: { readonly id: string; readonly title: string }, parts: readonly LessonPart[]): Entry[] =>
  parts.map(({ heading, title, text }) =>
    entry(`${topic.id}/${heading}`, { kind: 'lesson', topic: topic.id, heading }, title, { place: topic.title, text }),
  );

/** What a stage asks for, in place of the entry that has its title alone. */
export const withStageText = (stage: Entry, checks: readonly string[], text: string): Entry => ({
  ...stage,
  about: checks.join('\n'),
  text,
});

/** A heading of a lesson with what stands below it, up to the next one. */
export interface LessonPart {
  readonly heading: string;
  readonly title: string;
  readonly text: string;
}

const HEADING = /<h[23] id="([^"]+)"[^>]*>(.*?)<\/h[23]>/gs;

/** Cuts the HTML of a lesson, as the build writes it, at its headings. */
export function partsOfLesson(html: string): LessonPart[] {
  const headings = [...html.matchAll(HEADING)];
  return headings.map((match, at) => {
    const [whole, heading = '', title = ''] = match;
    return { heading, title: textOf(title), text: textOf(html.slice(match.index + whole.length, headings[at + 1]?.index)) };
  });
}

const CHARACTERS: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

/** The words of HTML of our own making. */
export const textOf = (html: string): string =>
  html
    // Colours of code lie within words, everything else around them.
    .replace(/<\/?(?:span|strong|em|code|a)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => CHARACTERS[name] ?? ' ')
    .replace(/\s+/g, ' ')
    .trim();
