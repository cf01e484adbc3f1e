/** What a quiz may not give away, and what it must have a mix of. Each rule says what is wrong in words for its author. */
import type { QuestionFile, QuizFile } from '../../src/content/compile/quiz';

type Answered = Exclude<QuestionFile, { kind: 'order' }>;
type OneAnswer = Extract<QuestionFile, { kind: 'single' | 'output' }>;

const ABSOLUTE = /\b(?:always|never)\b/i;
const GIVEN_UP = /\b(?:all|none|both|neither) of (?:the above|these)\b/i;

const withOptions = ({ questions }: QuizFile): Answered[] => questions.filter((question) => question.kind !== 'order');
const withOneAnswer = ({ questions }: QuizFile): OneAnswer[] =>
  questions.filter((question) => question.kind === 'single' || question.kind === 'output');
const count = ({ questions }: QuizFile, ...kinds: QuestionFile['kind'][]) => questions.filter(({ kind }) => kinds.includes(kind)).length;

/** Everything that is wrong with a quiz, beyond its shape. */
export const quizProblems = (quiz: QuizFile): string[] => [
  ...mixProblems(quiz),
  ...lengthProblems(quiz),
  ...placeProblems(quiz),
  ...withOptions(quiz).flatMap(wordProblems),
];

function mixProblems(quiz: QuizFile): string[] {
  return [
    ...(count(quiz, 'multiple') === 0 ? ['no question has several right answers'] : []),
    ...(count(quiz, 'order', 'output') === 0 ? ['no question is about an order or an output'] : []),
    ...(count(quiz, 'single', 'output') < 4 ? ['fewer than four questions have one right answer'] : []),
  ];
}

/** The right option may be the longest of its question in 40 % of the questions, and the shortest in 50 %. */
function lengthProblems(quiz: QuizFile): string[] {
  const questions = withOneAnswer(quiz);
  const among = (isMore: (a: number, b: number) => boolean) =>
    questions.filter(({ options }) => {
      const right = options.find(({ correct }) => correct)?.text.length ?? 0;
      return options.every(({ correct, text }) => correct || isMore(right, text.length));
    });
  const say = (found: OneAnswer[], what: string) => `the right answer is the ${what} of ${found.length} of ${questions.length} questions: ${found.map(({ id }) => id).join(', ')}`;
  const longest = among((right, wrong) => right > wrong);
  const shortest = among((right, wrong) => right < wrong);
  return [
    ...(longest.length > questions.length * 0.4 ? [say(longest, 'longest')] : []),
    ...(shortest.length > questions.length * 0.5 ? [say(shortest, 'shortest')] : []),
  ];
} // prettier-ignore

/** In the file, no place holds the right answer of more than half of the questions. */
function placeProblems(quiz: QuizFile): string[] {
  const places = withOneAnswer(quiz).map(({ options }) => options.findIndex(({ correct }) => correct));
  return [...new Set(places)].flatMap((place) => {
    const here = places.filter((other) => other === place).length;
    return here > places.length / 2 ? [`the right answer is option ${place + 1} in ${here} of ${places.length} questions`] : [];
  });
}

/** Words that give a wrong answer away, and answers that are about other answers. */
function wordProblems({ id, options }: Answered): string[] {
  const absolute = options.filter(({ text }) => ABSOLUTE.test(text));
  return [
    ...(absolute.length > 0 && absolute.every(({ correct }) => !correct) ? [`${id}: only wrong options say always or never`] : []),
    ...(options.some(({ text }) => GIVEN_UP.test(text)) ? [`${id}: an option is about the other options`] : []),
  ];
}
