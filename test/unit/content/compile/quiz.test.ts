import assert from 'node:assert/strict';
import { compileQuiz, type Headings } from '../../../../src/content/compile/quiz';
import { validQuiz } from './quizFiles';

const HEADINGS: Headings = new Map([['first-things', 'First things'], ['second', 'Second']]); // prettier-ignore

const compile = (data: unknown, headings?: Headings) => compileQuiz({ topic: 'http', file: 'quizzes/http.yaml', data, headings });

/** The problems with a quiz after a change, as "path message". */
function problemsOf(change: (questions: Record<string, unknown>[]) => unknown, headings?: Headings): string[] {
  const data = validQuiz();
  change(data.questions);
  const compiled = compile(data, headings);
  return 'problems' in compiled ? compiled.problems.map(({ path, message }) => `${path} ${message}`) : [];
}

const set = (question: number, field: string, value: unknown) => (questions: Record<string, unknown>[]) => {
  questions[question]![field] = value;
};
const options = (...correct: boolean[]) => correct.map((one, index) => ({ text: `option ${index}`, correct: one, why: 'Why' }));

describe('compileQuiz', () => {
  it('colours programs, as the build colours those of lessons', () => {
    const highlight = (code: string, language: string) => `<${language}>${code}`;
    const compiled = compileQuiz({ topic: 'http', file: 'quizzes/http.yaml', data: validQuiz(), highlight });
    assert.ok('quiz' in compiled);
    const coloured = compiled.quiz.questions.flatMap(({ code }) => code ?? []);
    assert.ok(coloured.length > 0);
    for (const { html, text, language } of coloured) assert.equal(html, `<${language}>${text}`);
  });

  it('renders Markdown and keeps output and code as text', () => {
    const compiled = compile(validQuiz(), HEADINGS);
    assert.ok('quiz' in compiled);
    const [first, , , , prints, steps] = compiled.quiz.questions;
    assert.deepEqual(first, {
      id: 'one',
      kind: 'single',
      read: { anchor: 'first-things', title: 'First things' },
      prompt: 'Prompt of <code>one</code>',
      code: undefined,
      options: [
        { html: 'a', correct: false, why: 'Why a' },
        { html: 'b', correct: true, why: 'Why b' },
        { html: 'c', correct: false, why: 'Why c' },
      ],
    });
    assert.deepEqual(prints?.kind === 'output' && [prints.code.text, prints.options.map(({ text }) => text)], [
      "console.log('*a*');",
      ['*a*', '*b*', '  c\nd'],
    ]);
    assert.deepEqual(steps?.kind === 'order' && steps.steps.map(({ html }) => html), ['w', 'x', 'y', 'z']);
  });

  it('does without a lesson', () => {
    const compiled = compile(validQuiz());
    assert.ok('quiz' in compiled);
    assert.deepEqual(compiled.quiz.questions[0]?.read, { anchor: 'first-things', title: undefined });
  });

  it('shows HTML and links as text', () => {
    const data = validQuiz();
    data.questions[0]!['prompt'] = '<img src=x onerror=alert(1)> [a](https://b.example) ![c](d.png) <https://e.example> **f**';
    const compiled = compile(data);
    assert.ok('quiz' in compiled);
    assert.equal(
      compiled.quiz.questions[0]?.prompt,
      '&lt;img src=x onerror=alert(1)&gt; [a](https://b.example) ![c](d.png) &lt;https://e.example&gt; <strong>f</strong>',
    );
  });

  const cases: readonly [string, (questions: Record<string, unknown>[]) => unknown, string][] = [
    ['too few questions', (all) => all.pop(), 'questions must have at least 6'],
    ['too many questions', (all) => all.push(...validQuiz().questions.slice(0, 5)), 'questions must have at most 10'],
    ['an unknown kind', set(0, 'kind', 'essay'), 'questions.0.kind must be of kind single, multiple, order or output'],
    ['an unknown field', set(0, 'hint', 'x'), 'questions.0.hint Invalid key: Expected never but received "hint"'],
    ['an empty prompt', set(1, 'prompt', ' '), 'questions.1.prompt must not be empty'],
    ['an id that is used twice', set(1, 'id', 'one'), 'questions.1.id the id "one" is used twice'],
    ['two options', set(0, 'options', options(true, false)), 'questions.0.options must have at least 3'],
    ['no correct option', set(0, 'options', options(false, false, false)), 'questions.0.options exactly one option must be correct, not 0'],
    ['two correct of a single', set(0, 'options', options(true, true, false)), 'questions.0.options exactly one option must be correct, not 2'],
    ['two correct of an output', set(4, 'options', options(true, true, false)), 'questions.4.options exactly one option must be correct, not 2'],
    ['one correct of several', set(3, 'options', options(true, false, false, false)), 'questions.3.options at least two options must be correct, not 1'],
    ['nothing wrong of several', set(3, 'options', options(true, true, true, true)), 'questions.3.options at least one option must be wrong'],
    ['an output without code', (all) => delete all[4]!['code'], 'questions.4.code Invalid key: Expected "code" but received undefined'],
    ['an output of SQL', set(4, 'code', { language: 'sql', text: 'SELECT 1' }), 'questions.4.code.language must be js or ts, which can be run'],
    ['three steps', set(5, 'steps', options(true, true, true).map(({ text, why }) => ({ text, why }))), 'questions.5.steps must have at least 4'],
    ['options that are the same', set(0, 'options', [...options(true, false), { text: 'option 1', why: 'Why' }]), 'questions.0.options.2.text is the same as one before it'],
    ['an option without a reason', set(0, 'options', [...options(true, false), { text: 'x' }]), 'questions.0.options.2.why Invalid key: Expected "why" but received undefined'],
  ]; // prettier-ignore
  for (const [what, change, problem] of cases) it(`refuses ${what}`, () => assert.deepEqual(problemsOf(change), [problem]));

  it('refuses a place that the lesson does not have', () => {
    assert.deepEqual(problemsOf(set(2, 'read', 'third'), HEADINGS), ['questions.2.read the lesson has no heading with the anchor "third"']);
  });

  for (const data of [undefined, null, 'text', [], {}]) {
    it(`says what is wrong with ${JSON.stringify(data)}`, () => assert.ok('problems' in compile(data)));
  }
});
