import assert from 'node:assert/strict';
import { parseStageDocument } from '../../../../src/content/compile/stage';

const CHECKS = ['GET /todos answers 200', 'Each todo has an id'];
const GOOD = `What you build.

\`\`\`http
GET /todos HTTP/1.1
\`\`\`

See [the topic](topic:rest-api-design).

## What is checked

- \`GET /todos\` answers 200
- Each todo has an id

## Hints

### Look around

Somewhere.

### Look closer

Here.

### Nearly

\`\`\`ts
# not a heading
\`\`\`
`;

const parse = (source: string, checks: readonly string[] = CHECKS) =>
  parseStageDocument(source, { checks, hasTopic: (id) => id === 'rest-api-design' });

const problemsOf = (source: string, checks?: readonly string[]) => {
  const parsed = parse(source, checks);
  return 'problems' in parsed ? parsed.problems.map(({ line, message }) => `${line} ${message}`) : [];
};

describe('the Markdown of a stage', () => {
  it('is a task, a list of what is checked with its lines, and three hints', () => {
    const parsed = parse(GOOD);
    assert.ok('document' in parsed);
    const { task, checked, hints } = parsed.document;
    assert.ok(task.startsWith('What you build.') && task.endsWith('- Each todo has an id\n'));
    assert.deepEqual(checked, [
      { title: 'GET /todos answers 200', line: 11 },
      { title: 'Each todo has an id', line: 12 },
    ]);
    assert.deepEqual(
      hints.map(({ title, text }) => [title, text.trim()]),
      [
        ['Look around', 'Somewhere.'],
        ['Look closer', 'Here.'],
        ['Nearly', '```ts\n# not a heading\n```'],
      ],
    );
  });

  it('has no boxes to tick, which nothing would keep', () => {
    assert.deepEqual(problemsOf(GOOD.replace('Somewhere.', '- [ ] Somewhere.')).length, 1);
    assert.match(problemsOf(GOOD.replace('Somewhere.', '- [ ] Somewhere.'))[0] ?? '', /a stage has no boxes to tick/);
  });

  it('says what the checks say, in their order', () => {
    assert.deepEqual(problemsOf(GOOD, ['Each todo has an id', 'GET /todos answers 200']), [
      '11 the check says "Each todo has an id" here',
      '12 the check says "GET /todos answers 200" here',
    ]);
    assert.deepEqual(problemsOf(GOOD, CHECKS.slice(0, 1)), ['12 "Each todo has an id" is not checked']);
    assert.deepEqual(problemsOf(GOOD, [...CHECKS, 'More']), ['14 the check says "More" here']);
  });

  it('is refused with line and reason', () => {
    assert.deepEqual(problemsOf('Nothing.'), ['1 a stage ends with "## What is checked" and "## Hints", in this order']);
    assert.deepEqual(problemsOf(GOOD.replace('### Look closer', '#### Look closer')), [
      '14 a stage has 3 hints ("### …" each), and this one has 2',
      '20 the page shows the title of the stage: headings are ## and ###',
    ]);
    assert.deepEqual(problemsOf(GOOD.replace('topic:rest-api-design', 'command:evil')), [
      '7 a link may lead to https://… or topic:<id>, and not to "command:evil"',
    ]);
    assert.deepEqual(problemsOf(GOOD.replace('topic:rest-api-design', 'topic:nowhere')), [
      '7 a link may lead to https://… or topic:<id>, and not to "topic:nowhere"',
    ]);
    assert.match(problemsOf(GOOD.replace('```http', '```brainfuck')).join(), /^3 "brainfuck" is no language/);
  });
});
