import { checkFences } from './fences';
import { type Token, lessonMarkdown, SourceLines, type Place, attributeOf, plainText } from './lessonMarkdown';
import { parseLink } from '../lesson';

export const CHECKED_HEADING = 'What is checked';
export const HINTS_HEADING = 'Hints';
/** From a nudge to nearly the solution. */
export const HINTS = 3;

/** The Markdown of a stage (`stages/<stage-id>.md`), taken apart. */
export interface StageDocument {
  /** What to build: everything but the hints, with the list of what is checked at its end. */
  readonly task: string;
  readonly hints: readonly { readonly title: string; readonly text: string }[];
  /** The sentences of the list, in order, as plain text; with their lines in `task`, counted from 1. */
  readonly checked: readonly { readonly title: string; readonly line: number }[];
}

export interface StageDocumentProblem extends Place {
  readonly message: string;
}

export interface StageSurroundings {
  /** What the checks of the stage say, in order. */
  readonly checks: readonly string[];
  readonly hasTopic: (id: string) => boolean;
}

/** Takes a stage's Markdown apart, or says everything that is wrong with it, from top to bottom. */
export function parseStageDocument(
  source: string,
  { checks, hasTopic }: StageSurroundings,
): { readonly document: StageDocument } | { readonly problems: readonly StageDocumentProblem[] } {
  const lines = new SourceLines(source);
  const tokens = lessonMarkdown().parse(source, {});
  const problems: StageDocumentProblem[] = [...checkFences(tokens, lines), ...linkProblems(tokens, lines, hasTopic)];
  for (const token of tokens.filter((one) => one.attrGet('class') === 'task')) {
    problems.push({ ...lines.of(token), message: 'a stage has no boxes to tick ("- [ ] …"): its checks say what is done' });
  }
  const headings = tokens.flatMap((token, index) =>
    token.type === 'heading_open' ? [{ level: Number(token.tag.slice(1)), text: plainText(tokens[index + 1]), token, index }] : [],
  );
  for (const { level, token } of headings) {
    if (level === 1 || level > 3)
      problems.push({ ...lines.of(token), message: 'the page shows the title of the stage: headings are ## and ###' });
  }
  const chapters = headings.filter(({ level }) => level === 2);
  const checkedHeading = chapters.at(-2);
  const hintsHeading = chapters.at(-1);
  if (checkedHeading?.text !== CHECKED_HEADING || hintsHeading?.text !== HINTS_HEADING) {
    problems.push({ ...lines.end, message: `a stage ends with "## ${CHECKED_HEADING}" and "## ${HINTS_HEADING}", in this order` });
    return { problems: inOrder(problems) };
  }

  const all = source.split('\n');
  const hintsLine = lines.of(hintsHeading.token).line;
  const hintHeadings = headings.filter(({ index, level }) => index > hintsHeading.index && level === 3);
  if (hintHeadings.length !== HINTS) {
    problems.push({
      ...lines.of(hintsHeading.token),
      message: `a stage has ${HINTS} hints ("### …" each), and this one has ${hintHeadings.length}`,
    });
  }
  const hints = hintHeadings.map(({ text, token }, index) => {
    const next = hintHeadings[index + 1];
    return { title: text, text: textBetween(all, lines.of(token).line, next ? lines.of(next.token).line - 1 : all.length) };
  });

  const checked = tokens
    .slice(checkedHeading.index, hintsHeading.index)
    .flatMap((token, index, part) => (token.type === 'list_item_open' ? [{ title: plainText(part[index + 2]), ...lines.of(token) }] : []));
  for (let index = 0; index < Math.max(checks.length, checked.length); index++) {
    const [said, listed] = [checks[index], checked[index]];
    if (plain(said) === listed?.title) continue;
    const place = listed ?? lines.of(hintsHeading.token);
    const message = said === undefined ? `"${listed?.title ?? ''}" is not checked` : `the check says "${said}" here`;
    problems.push({ line: place.line, column: place.column, message });
  }
  if (problems.length > 0) return { problems: inOrder(problems) };
  return { document: { task: textBetween(all, 0, hintsLine - 1), hints, checked: checked.map(({ title, line }) => ({ title, line })) } };
}

/** The lines after one (counted from 1) up to another, without blank ones at the end. The line numbers of the first part stay. */
const textBetween = (lines: readonly string[], after: number, to: number): string => `${lines.slice(after, to).join('\n').trimEnd()}\n`;

/** A check's sentence without the marks of code. */
const plain = (text: string | undefined): string | undefined => text?.replaceAll('`', '');

const inOrder = (problems: readonly StageDocumentProblem[]): StageDocumentProblem[] =>
  [...problems].sort((a, b) => a.line - b.line || a.column - b.column);

function linkProblems(tokens: readonly Token[], lines: SourceLines, hasTopic: (id: string) => boolean): StageDocumentProblem[] {
  return tokens.flatMap((inline) =>
    (inline.type === 'inline' ? (inline.children ?? []) : []).flatMap((token) => {
      if (token.type === 'image') return [{ ...lines.of(inline), message: 'a stage has no pictures' }];
      if (token.type !== 'link_open') return [];
      const href = attributeOf(token, 'href');
      const link = parseLink(href);
      if (link?.kind === 'web' || (link?.kind === 'topic' && hasTopic(link.id))) return [];
      return [{ ...lines.find(inline, href), message: `a link may lead to https://… or topic:<id>, and not to "${href}"` }];
    }),
  );
}
