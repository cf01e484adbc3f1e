import assert from 'node:assert/strict';
import * as v from 'valibot';
import { quizFileSchema } from '../../../src/content/compile/quiz';
import { quizProblems } from '../../content/quizRules';
import { runProgram } from '../../content/runProgram';

interface Option {
  text: string;
  correct: boolean;
  why: string;
}

/** A question with one right answer at a place, from 0. Wrong options have 5 characters; the right one as many unless told. */
const single = (id: string, place: number, right = 'right', size = 4) => ({
  id,
  kind: 'single',
  read: 'why',
  prompt: 'Prompt',
  options: Array.from({ length: size }, (_, index): Option => {
    const correct = index === place;
    return { text: correct ? right : `wrg ${index}`, correct, why: 'Why' };
  }),
});

const multiple = () => ({
  ...single('several', 0),
  kind: 'multiple',
  options: single('x', 0).options.map((one, index) => ({ ...one, correct: index < 2 })),
});
const order = () => ({
  id: 'steps',
  kind: 'order',
  read: 'why',
  prompt: 'Order',
  steps: ['a', 'b', 'c', 'd'].map((text) => ({ text, why: 'Why' })),
});

/** A quiz that keeps every rule, for a test to break one. */
const fair = () => [single('q-0', 0), single('q-1', 1), single('q-2', 2), single('q-3', 3), single('q-4', 0), multiple(), order()]; // prettier-ignore

function problemsOf(change: (questions: ReturnType<typeof fair>) => unknown): string[] {
  const questions = fair();
  change(questions);
  return quizProblems(v.parse(quizFileSchema, { questions }));
}

describe('the rules of quizzes', () => {
  it('find nothing wrong with a fair quiz', () => assert.deepEqual(problemsOf(() => undefined), [])); // prettier-ignore

  it('want a question with several right answers', () =>
    assert.deepEqual(problemsOf((all) => all.splice(5, 1)), ['no question has several right answers'])); // prettier-ignore

  it('want an order or an output', () =>
    assert.deepEqual(problemsOf((all) => all.splice(6, 1)), ['no question is about an order or an output'])); // prettier-ignore

  it('want four questions with one right answer', () => {
    assert.deepEqual(problemsOf((all) => all.splice(0, 2, multiple())), ['fewer than four questions have one right answer']); // prettier-ignore
  });

  it('let the right answer be the longest of two in five, and not of three', () => {
    const longer = (...ids: number[]) => problemsOf((all) => ids.forEach((id) => (all[id] = single(`q-${id}`, id % 4, 'right one'))));
    assert.deepEqual(longer(0, 1), []);
    assert.deepEqual(longer(0, 1, 2), ['the right answer is the longest of 3 of 5 questions: q-0, q-1, q-2']);
  });

  it('let the right answer be the shortest of two in five, and not of three', () => {
    const shorter = (...ids: number[]) => problemsOf((all) => ids.forEach((id) => (all[id] = single(`q-${id}`, id % 4, 'yes'))));
    assert.deepEqual(shorter(0, 1), []);
    assert.deepEqual(shorter(0, 1, 2), ['the right answer is the shortest of 3 of 5 questions: q-0, q-1, q-2']);
  });

  it('want the right answers in more than one place', () => {
    assert.deepEqual(
      problemsOf((all) => (all[1] = single('q-1', 0))),
      ['the right answer is option 1 in 3 of 5 questions'],
    );
  });

  for (const word of ['always', 'Never']) {
    it(`refuse "${word}" in wrong options alone`, () => {
      const text = `It is ${word} so`;
      const say = (...options: number[]) => problemsOf((all) => options.forEach((one) => ((all[0] as ReturnType<typeof single>).options[one]!.text = `${text} ${one}`)));
      assert.deepEqual(say(2), ['q-0: only wrong options say always or never']);
      assert.deepEqual(say(0, 2), []);
    }); // prettier-ignore
  }

  it('refuse answers about other answers', () => {
    for (const text of ['All of the above', 'None of these'])
      assert.deepEqual(problemsOf((all) => ((all[0] as ReturnType<typeof single>).options[2]!.text = text)), ['q-0: an option is about the other options']); // prettier-ignore
  });
});

describe('a program of a question', function () {
  this.timeout(20_000);

  it('is run, in JavaScript and in TypeScript', async () => {
    assert.equal(await runProgram('js', "console.log(await Promise.resolve('a'));\nconsole.log(typeof require)"), 'a\nundefined\n');
    assert.equal(await runProgram('ts', 'const n: number = 2;\nconsole.log(n satisfies number);'), '2\n');
  });

  it('must end well', async () => {
    await assert.rejects(runProgram('js', 'throw new Error("no")'), /no/);
    await assert.rejects(runProgram('js', 'process.exit(3)'), /Command failed/);
  });
});
