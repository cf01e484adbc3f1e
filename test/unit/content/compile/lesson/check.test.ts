import assert from 'node:assert/strict';
import { checkLesson } from '../../../../../src/content/compile/lesson';
import { LESSON, lessonWith, lineOf } from './writtenLesson';

const check = (source: string): string[] =>
  checkLesson(source, {
    topic: 'http-and-https',
    hasTopic: (id) => ['http-and-https', 'caching'].includes(id),
    hasProject: (id) => id === 'rest-api',
    pictureProblem: (name) => (name === 'lessons/http-and-https-way.svg' ? undefined : `there is no file ${name}`),
  }).map(({ line, column, message }) => `${line}:${column} ${message}`);

/** One spoiled part, the text at whose beginning the problem is, its column, and what is said. */
type Spoiled = readonly [name: string, part: string, replacement: string, at: string, column: number, said: RegExp];

const IDEA = 'Read [Caching]';

const SPOILED: readonly Spoiled[] = [
  ['a title', '## The idea', '## The idea\n\n# Title', '# Title', 1, /begins with ##/],
  ['a heading of the fourth level', '## The idea', '## The idea\n\n#### Detail', '#### Detail', 1, /## and ### only/],
  ['a heading without letters', '## The idea', '## The idea\n\n### …', '### …', 1, /no anchor/],
  ['two headings of one anchor', '## The idea', '## The idea\n\n### The: Idea?', '### The: Idea?', 1, /there twice/],
  ['another first heading', '## Why it matters', '## Why', '## Why', 1, /begins with "## Why it matters"/],
  ['an unknown topic', 'topic:caching', 'topic:cashing', IDEA, 16, /no topic "cashing"/],
  ['a link to itself', 'topic:caching', 'topic:http-and-https', IDEA, 16, /the lesson itself/],
  ['an unknown project', 'project:rest-api', 'project:rest', IDEA, 50, /no project "rest"/],
  ['a link without encryption', 'https://developer', 'http://developer', IDEA, 86, /may lead to https/],
  ['a command', 'topic:caching', 'command:workbench.action.quit', IDEA, 16, /not to "command:/],
  ['a script', 'topic:caching', 'javascript:alert(1)', IDEA, 16, /not to "javascript:/],
  ['raw HTML', IDEA, `<b>Bold</b> ${IDEA}`, '<b>Bold', 1, /HTML is not rendered/],
  ['an unknown callout', '[!NOTE]', '[!DANGER]', '> [!DANGER]', 1, /\[!DANGER\] is no callout/],
  ['a callout in lower case', '[!NOTE]', '[!note]', '> [!note]', 1, /\[!note\] is no callout/],
  ['indented code', IDEA, `Text:\n\n    code\n\n${IDEA}`, '    code', 5, /use a fence/],
  ['an unknown language', '```js run', '```python', '```python', 1, /"python" is no language/],
  ['code without a language', '```js run', '```', '```\nconsole', 1, /needs a language/],
  ['an unknown option', '```js run', '```js fails', '```js fails', 1, /only run may follow "js"/],
  ['an output of nothing', '```js run', '```js', '```text output', 1, /follows code that is run/],
  ['a wide line', "console.log('hello');", 'x'.repeat(85), 'x'.repeat(85), 85, /at most 84 characters, and this one has 85/],
  ['a picture that is missing', IDEA, `![Way](lessons/http-and-https-no.svg)\n\n${IDEA}`, '![Way]', 8, /there is no file/],
  ['a picture of another lesson', IDEA, `![Way](lessons/caching-way.svg)\n\n${IDEA}`, '![Way]', 8, /is named lessons\/http-and-https-/],
  ['a picture from outside', IDEA, `![Way](https://example.com/a.svg)\n\n${IDEA}`, '![Way]', 8, /is named lessons/],
  ['a picture without words', IDEA, `![](lessons/http-and-https-way.svg)\n\n${IDEA}`, '![](', 5, /needs words/],
  ['a picture in a sentence', IDEA, `See ![Way](lessons/http-and-https-way.svg)\n\n${IDEA}`, 'See !', 12, /paragraph of its own/],
  ['an exercise without an end', '- [ ] It prints', '- It prints', '## Exercise', 1, /needs a task list/],
  ['one link to go deeper', '- [Two](https://example.com/two)', '', '## Go deeper', 1, /2 to 5 links, and here are 1/],
];

describe('the form of a lesson', () => {
  it('is right', () => assert.deepEqual(check(LESSON), []));

  it('may have a picture', () => {
    assert.deepEqual(check(lessonWith(IDEA, `![Way](lessons/http-and-https-way.svg)\n\n${IDEA}`)), []);
  });

  for (const [name, part, replacement, at, column, said] of SPOILED) {
    it(`is wrong with ${name}`, () => {
      const source = lessonWith(part, replacement);
      // Code that cannot be read has no output either.
      const [first = '', ...rest] = check(source).filter((one, index) => index === 0 || !one.endsWith('follows code that is run'));
      assert.match(first, said);
      assert.ok(first.startsWith(`${lineOf(source, at)}:${column} `), `${first}: expected ${lineOf(source, at)}:${column}`);
      assert.deepEqual(rest, []);
    });
  }

  it('names the words when there are too few or too many', () => {
    const filler = 'word '.repeat(1_000);
    assert.match(
      check(lessonWith(IDEA, `${filler}\n\n${IDEA}`)).join(),
      /^1:1 a lesson has 900 to 1800 words of prose, and this one has 2\d\d\d$/,
    );
    assert.match(check('## Why it matters\n\nShort.\n').join('\n'), /^1:1 a lesson has 900 to 1800 words of prose, and this one has 4\n/);
  });

  it('counts no code', () => {
    const code = `\`\`\`text\n${'word '.repeat(10)}\n`.concat(`${'word '.repeat(10)}\n`.repeat(200), '```');
    assert.deepEqual(check(lessonWith(IDEA, `${code}\n\n${IDEA}`)), []);
  });

  it('has the three last headings, in order, and an idea before them', () => {
    const ends = /^\d+:1 a lesson ends with "## Mistakes people make", "## Exercise", "## Go deeper", in this order$/;
    for (const heading of ['## Mistakes people make', '## Exercise', '## Go deeper']) {
      assert.match(check(lessonWith(heading, '## Other')).find((one) => one.includes('ends with')) ?? '', ends);
    }
    assert.match(check(lessonWith('## The idea', '### The idea')).join(), /there is at least one idea/);
  });

  it('closes its code', () => {
    const source = `${LESSON}\n\`\`\`js\nlet x;\n`;
    assert.deepEqual(check(source), [`${lineOf(source, '```js\n')}:1 this code is never closed`]);
  });
});
