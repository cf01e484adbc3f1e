import type { LessonProblem } from '../lesson';
import type { Token, SourceLines } from './lessonMarkdown';

/** The languages of fenced code, by the first word of the info string, with the words that may follow. */
const LANGUAGES = {
  js: { label: 'JavaScript', options: ['run'] },
  ts: { label: 'TypeScript', options: ['run'] },
  sql: { label: 'SQL', options: ['fails', 'only'] },
  redis: { label: 'Redis', options: [] },
  sh: { label: 'Shell', options: ['run'] },
  json: { label: 'JSON', options: [] },
  yaml: { label: 'YAML', options: [] },
  http: { label: 'HTTP', options: [] },
  dockerfile: { label: 'Dockerfile', options: [] },
  text: { label: 'Text', options: ['output'] },
} as const;

export type FenceLanguage = keyof typeof LANGUAGES;
export type FenceOption = 'run' | 'fails' | 'only' | 'output';

export interface Fence {
  readonly language: FenceLanguage;
  readonly option?: FenceOption | undefined;
}

export const FENCE_LANGUAGES = Object.keys(LANGUAGES) as readonly FenceLanguage[];

/** What a language is called on the page. */
export const languageLabel = (language: FenceLanguage): string => LANGUAGES[language].label;

/** Reads an info string such as `js run`, or says what is wrong with it. */
export function parseFence(info: string): Fence | { readonly problem: string } {
  const [language = '', option, ...rest] = info.trim().split(/\s+/);
  if (!isLanguage(language)) {
    const problem = language === '' ? 'code needs a language' : `"${language}" is no language of a lesson`;
    return { problem: `${problem}: use one of ${FENCE_LANGUAGES.join(', ')}` };
  }
  if (option === undefined) return { language };
  const options: readonly string[] = LANGUAGES[language].options;
  if (rest.length > 0 || !options.includes(option)) {
    const known = options.length > 0 ? `only ${options.join(' or ')} may follow` : 'nothing may follow';
    return { problem: `"${info.trim()}": ${known} "${language}"` };
  }
  return { language, option: option as FenceOption };
}

/** Whether the content test runs this code, so that `text output` may follow it. */
export const hasOutput = ({ language, option }: Fence): boolean =>
  option === 'run' || (language === 'sql' && option !== 'only') || language === 'redis';

const isLanguage = (word: string): word is FenceLanguage => Object.hasOwn(LANGUAGES, word);

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
