import {
  anchorOf,
  calloutWord,
  CALLOUTS,
  isCallout,
  lessonMarkdown,
  soleImage,
  SourceLines,
  isTask,
  attributeOf,
  countWords,
  plainText,
  type Token,
} from './lessonMarkdown';
import { checkFences } from './fences';
import { type LessonProblem, parseLink } from '../lesson';

export const MIN_WORDS = 900;
export const MAX_WORDS = 1_800;

const FIRST = 'Why it matters';
const LAST = ['Mistakes people make', 'Exercise', 'Go deeper'] as const;

/** What there is besides the lesson. */
export interface LessonSurroundings {
  readonly topic: string;
  readonly hasTopic: (id: string) => boolean;
  readonly hasProject: (id: string) => boolean;
  /** What is wrong with a picture's file, or undefined when it can be shown. */
  readonly pictureProblem: (source: string) => string | undefined;
}

interface Heading {
  readonly level: number;
  readonly text: string;
  readonly token: Token;
  readonly index: number;
}

/** Everything that is wrong with the text of a lesson, from top to bottom. */
export function checkLesson(source: string, around: LessonSurroundings): LessonProblem[] {
  const lines = new SourceLines(source);
  const tokens = lessonMarkdown().parse(source, {});
  const headings = headingsOf(tokens);
  const problems = [
    ...checkHeadings(headings, tokens, lines),
    ...checkWords(tokens),
    ...checkFences(tokens, lines),
    ...checkBlocks(tokens, lines),
    ...checkInline(tokens, lines, around),
    ...checkEnd(headings, tokens, lines),
  ];
  return problems.sort((a, b) => a.line - b.line || a.column - b.column);
}

const headingsOf = (tokens: readonly Token[]): Heading[] =>
  tokens.flatMap((token, index) =>
    token.type === 'heading_open' ? [{ level: Number(token.tag.slice(1)), text: plainText(tokens[index + 1]), token, index }] : [],
  );

function checkHeadings(headings: readonly Heading[], tokens: readonly Token[], lines: SourceLines): LessonProblem[] {
  const problems: LessonProblem[] = [];
  const seen = new Map<string, string>();
  for (const { level, text, token } of headings) {
    const say = (message: string) => problems.push({ ...lines.of(token), message });
    const anchor = anchorOf(text);
    if (level === 1) say('the page shows the title of the topic: a lesson begins with ##');
    else if (level > 3) say('headings are ## and ### only');
    if (anchor === '') say(`"${text}" gives no anchor: a heading needs letters or digits`);
    else if (seen.has(anchor)) say(`the heading "${text}" is there twice: its anchor would be`);
    seen.set(anchor, text);
  }
  if (tokens[0]?.type !== 'heading_open' || headings[0]?.text !== FIRST || headings[0].level !== 2) {
    problems.push({ line: 1, column: 1, message: `a lesson begins with "## ${FIRST}"` });
  }
  const chapters = headings.filter(({ level }) => level === 2);
  const end = chapters.slice(-LAST.length).map(({ text }) => text);
  if (end.join('\n') !== LAST.join('\n')) {
    problems.push({ ...lines.end, message: `a lesson ends with "${LAST.map((text) => `## ${text}`).join('", "')}", in this order` });
  } else if (chapters.length < LAST.length + 2) {
    problems.push({ ...lines.end, message: `between "${FIRST}" and "${LAST[0]}" there is at least one idea` });
  }
  return problems;
}

function checkWords(tokens: readonly Token[]): LessonProblem[] {
  const words = countWords(tokens);
  if (words >= MIN_WORDS && words <= MAX_WORDS) return [];
  return [{ line: 1, column: 1, message: `a lesson has ${MIN_WORDS} to ${MAX_WORDS} words of prose, and this one has ${words}` }];
}

function checkBlocks(tokens: readonly Token[], lines: SourceLines): LessonProblem[] {
  return tokens.flatMap((token, index) => {
    if (token.type === 'code_block') return [{ ...lines.of(token), message: 'indented code: use a fence with its language' }];
    const word = calloutWord(tokens, index);
    if (word === undefined || isCallout(word)) return [];
    const known = Object.keys(CALLOUTS).map((kind) => `[!${kind.toUpperCase()}]`);
    return [{ ...lines.of(token), message: `[!${word}] is no callout: use one of ${known.join(', ')}` }];
  });
}

function checkInline(tokens: readonly Token[], lines: SourceLines, around: LessonSurroundings): LessonProblem[] {
  return tokens.flatMap((inline) =>
    (inline.type === 'inline' ? (inline.children ?? []) : []).flatMap((token) => {
      const at = (text: string) => lines.find(inline, text);
      if (token.type === 'link_open') {
        const href = attributeOf(token, 'href');
        const problem = linkProblem(href, around);
        return problem ? [{ ...at(href), message: problem }] : [];
      }
      if (token.type === 'image') {
        const source = attributeOf(token, 'src');
        return imageProblems(token, soleImage(inline) !== undefined, around).map((message) => ({ ...at(source), message }));
      }
      const [tag] = token.type === 'text' ? (/<\/?[a-z][^<>]*>/i.exec(token.content) ?? []) : [];
      return tag === undefined
        ? []
        : [{ ...at(tag), message: `${tag} would be shown as it stands: HTML is not rendered, and code goes into \`…\`` }];
    }),
  );
}

function linkProblem(href: string, around: LessonSurroundings): string | undefined {
  const link = parseLink(href);
  if (!link) return `a link may lead to https://…, topic:<id> or project:<id>, and not to "${href}"`;
  if (link.kind === 'topic' && !around.hasTopic(link.id)) return `there is no topic "${link.id}"`;
  if (link.kind === 'topic' && link.id === around.topic) return 'this link leads to the lesson itself';
  if (link.kind === 'project' && !around.hasProject(link.id)) return `there is no project "${link.id}"`;
  return undefined;
}

function imageProblems(token: Token, isAlone: boolean, around: LessonSurroundings): string[] {
  const source = attributeOf(token, 'src');
  const problems: string[] = [];
  if (!isAlone) problems.push('a picture is a paragraph of its own');
  if (token.content.trim() === '') problems.push('a picture needs words that say what it says');
  const own = new RegExp(`^lessons/${around.topic}-[a-z0-9]+(?:-[a-z0-9]+)*\\.svg$`);
  if (!own.test(source)) problems.push(`a picture of this lesson is named lessons/${around.topic}-<name>.svg, and not "${source}"`);
  else {
    const problem = around.pictureProblem(source);
    if (problem) problems.push(problem);
  }
  return problems;
}

/** The exercise says how one knows that it worked, and "Go deeper" leads on. */
function checkEnd(headings: readonly Heading[], tokens: readonly Token[], lines: SourceLines): LessonProblem[] {
  const chapters = headings.filter(({ level }) => level === 2);
  const problems: LessonProblem[] = [];
  const partOf = (title: string) => {
    const place = chapters.findIndex(({ text }) => text === title);
    const heading = chapters[place];
    return heading && { heading, part: tokens.slice(heading.index, chapters[place + 1]?.index) };
  };
  const exercise = partOf('Exercise');
  if (exercise && !exercise.part.some((_, index) => isTaskItem(exercise.part, index))) {
    problems.push({
      ...lines.of(exercise.heading.token),
      message: 'the exercise needs a task list ("- [ ] …") of what shows that it worked',
    });
  }
  const deeper = partOf('Go deeper');
  const links = deeper?.part.flatMap(({ children }) => children ?? []).filter(({ type }) => type === 'link_open') ?? [];
  const web = links.filter((token) => parseLink(attributeOf(token, 'href'))?.kind === 'web').length;
  if (deeper && (web < 2 || web > 5)) {
    problems.push({ ...lines.of(deeper.heading.token), message: `"Go deeper" has 2 to 5 links, and here are ${web}` });
  }
  return problems;
}

/** The box itself is gone when the tokens were parsed: its class is left. */
const isTaskItem = (tokens: readonly Token[], index: number): boolean =>
  tokens[index]?.attrGet('class') === 'task' || isTask(tokens, index);
