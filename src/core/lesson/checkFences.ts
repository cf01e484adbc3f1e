import { hasOutput, parseFence, type Fence } from './fences';
import type { LessonProblem } from './lesson';
import type { Token } from './markdownIt';
import type { SourceLines } from './sourceLines';

/** Wider code would have to be scrolled sideways on a page of ordinary width. */
export const MAX_CODE_WIDTH = 84;

/** What is wrong with the fenced code of a lesson, apart from what it does when it runs. */
export function checkFences(tokens: readonly Token[], lines: SourceLines): LessonProblem[] {
  const problems: LessonProblem[] = [];
  let before: Fence | undefined;
  for (const token of tokens.filter(({ type }) => type === 'fence')) {
    const say = (message: string) => problems.push({ ...lines.of(token), message });
    const fence = parseFence(token.info);
    if ('problem' in fence) say(fence.problem);
    else if (fence.option === 'output' && !(before && hasOutput(before))) say('"text output" follows code that is run');
    if (!lines.isClosed(token)) say('this code is never closed');
    token.content.split('\n').forEach((text, index) => {
      if (text.length > MAX_CODE_WIDTH) {
        const line = lines.of(token).line + 1 + index;
        problems.push({
          line,
          column: MAX_CODE_WIDTH + 1,
          message: `a line of code has at most ${MAX_CODE_WIDTH} characters, and this one has ${text.length}`,
        });
      }
    });
    before = 'problem' in fence ? undefined : fence;
  }
  return problems;
}
