import type { Quiz, QuizQuestion } from '../../../../src/content/quiz';

const option = (text: string, correct?: true) => ({ text, why: `Why ${text}`, ...(correct && { correct }) });
const step = (text: string) => ({ text, why: `Why ${text}` });
const single = (id: string) => ({
  id,
  kind: 'single',
  read: 'first-things',
  prompt: `Prompt of \`${id}\``,
  options: [option('a'), option('b', true), option('c')],
});

/** What a quiz file says, with one question of every kind. A fresh copy each time, for a test to break. */
export const validQuiz = () => ({
  questions: [
    single('one'),
    single('two'),
    single('three'),
    { ...single('several'), kind: 'multiple', options: [option('a', true), option('b'), option('c', true), option('d')] },
    {
      ...single('prints'),
      kind: 'output',
      code: { language: 'js', text: "console.log('*a*');\n" },
      options: [option('*a*\n', true), option('*b*'), option('  c\nd')],
    },
    { id: 'steps', kind: 'order', read: 'second', prompt: 'Order.', steps: ['w', 'x', 'y', 'z'].map(step) },
  ] as Record<string, unknown>[],
});

const base = { read: { anchor: 'first' }, prompt: 'Prompt' };

/** Questions as the build makes them; those that are correct are given by their places in the content. */
export const choice = (kind: 'single' | 'multiple', size: number, ...correct: number[]): QuizQuestion => ({
  ...base,
  id: `${kind}-${size}-${correct.join('-')}`,
  kind,
  options: Array.from({ length: size }, (_, index) => ({ html: `option ${index}`, correct: correct.includes(index), why: '' })),
});

export const order = (size: number): QuizQuestion => ({
  ...base,
  id: `order-${size}`,
  kind: 'order',
  steps: Array.from({ length: size }, (_, index) => ({ html: `step ${index}`, why: '' })),
});

export const quizOf = (topic: string, size: number): Quiz => ({
  topic,
  questions: Array.from({ length: size }, (_, index) => ({ ...choice('single', 3, 0), id: `${topic}-${index}` })),
});
