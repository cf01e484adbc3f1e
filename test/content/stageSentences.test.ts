/**
 * Every sentence of a stage's text is held to something: the table `test/mutations/<project>/<stage>/sentences.yaml` has an entry for each,
 * in the order of the text, which names the faults (patches beside it) that break the sentence, or says why nothing can break it from
 * outside. What is promised and not checked shows here, and so does a sentence that was changed without a thought for its check.
 *
 * A sentence is one of a paragraph or of an item, a row of a table (its cells with ` | ` between), or a code block, of which the first line
 * is quoted. The hints are advice, and left out. Marks of Markdown may be quoted or not.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import type { Stage } from '../../src/checks/kit';
import { lessonMarkdown, type Token } from '../../src/content/compile/lessonMarkdown';
import { CHECKED_HEADING, HINTS_HEADING } from '../../src/content/compile/stage';
import { mutationsOf, type Mutation } from '../checks/support/mutations';
import { repoRoot } from '../support/paths';

/** Why no program can break a sentence that anybody outside would see. */
const REASONS = ['background', 'advice', 'freedom', 'about-checks'] as const;

const entrySchema = v.strictObject({
  says: v.pipe(v.string(), v.nonEmpty()),
  /** Patches of this stage that break it. */
  faults: v.optional(v.pipe(v.array(v.string()), v.nonEmpty())),
  /** `<stage>/<patch>` of the same project. */
  also: v.optional(v.pipe(v.array(v.string()), v.nonEmpty())),
  'cannot-break': v.optional(v.picklist(REASONS)),
});
type Entry = v.InferOutput<typeof entrySchema>;

interface Sentence {
  readonly text: string;
  /** Of an item under "What is checked", its place in that list. */
  readonly check?: number;
}

const projectsFolder = join(repoRoot, 'roadmap/backend/projects');
const projectFile = (project: string, ...path: string[]): string => join(projectsFolder, project, ...path);

for (const project of readdirSync(projectsFolder)) {
  describe(`sentences of ${project}`, () => {
    const { stages } = parse(readFileSync(projectFile(project, 'project.yaml'), 'utf8')) as { stages: { id: string }[] };

    for (const { id: stage } of stages) {
      it(`${stage}: each has faults that break it, or a reason why none can`, async () => {
        const table = join(repoRoot, 'test/mutations', project, stage, 'sentences.yaml');
        const markdown = readFileSync(projectFile(project, 'stages', `${stage}.md`), 'utf8');
        const { checks } = ((await import(projectFile(project, 'checks', `${stage}.ts`))) as { stage: Stage<unknown> }).stage;
        const entries = v.parse(v.array(entrySchema), parse(readFileSync(table, 'utf8')));
        const problems = problemsOf(sentencesOf(markdown), entries, {
          checks: checks.map(({ id }) => id),
          faults: mutationsOf(project, stage),
          hasFault: (name) => existsSync(join(repoRoot, 'test/mutations', project, `${name}.patch`)),
        });
        assert.deepEqual(problems, [], `${table}:\n${problems.join('\n')}`);
      });
    }
  });
}

describe('the sentences of a stage', () => {
  const TEXT = [
    'Ids are **text**. `a` and `b. C` are two',
    'of them ([see](https://example.com/)).',
    '',
    '- One. `two` follows.',
    '',
    '| a | b |',
    '| - | - |',
    '| 1 | `2` |',
    '',
    '```http',
    'GET / HTTP/1.1',
    'Host: x',
    '```',
    '',
    '## What is checked',
    '',
    '- First. Still first',
    '- Second',
    '',
    '## Hints',
    '',
    'No sentence of ours.',
  ].join('\n');
  const SENTENCES = [
    { text: 'Ids are text.' },
    { text: 'a and b. C are two of them (see).' },
    { text: 'One.' },
    { text: 'two follows.' },
    { text: '1 | 2' },
    { text: 'GET / HTTP/1.1' },
    { text: 'First. Still first', check: 0 },
    { text: 'Second', check: 1 },
  ];
  const [FIRST, SECOND] = SENTENCES.slice(-2) as [Sentence, Sentence];
  const surroundings = {
    checks: ['one', 'two'],
    faults: [fault('a', 'one'), fault('b', 'two')],
    hasFault: (name: string) => name === 'earlier/c',
  };
  const entries: readonly Entry[] = [
    { says: 'First. `Still` first', faults: ['a'] },
    { says: 'Second', faults: ['b'], also: ['earlier/c'] },
  ];

  it('are those of paragraphs, items, tables and code', () => assert.deepEqual(sentencesOf(TEXT), SENTENCES));

  it('are all in the table, in the same order', () => {
    assert.deepEqual(problemsOf([FIRST, SECOND], entries, surroundings), []);
    const [a, b] = entries as [Entry, Entry];
    assert.deepEqual(problemsOf([FIRST, SECOND], [a], { ...surroundings, faults: [fault('a', 'one')] }), ['no entry for: Second']);
    assert.deepEqual(problemsOf([FIRST], [a, b], surroundings), ['no such sentence here: Second']);
    assert.deepEqual(problemsOf([FIRST, SECOND], [b, a], surroundings), [
      'no entry for: First. Still first',
      'no such sentence here: First. `Still` first',
    ]);
  });

  it('have faults that there are, each of a check that there is', () => {
    const [a, b] = entries as [Entry, Entry];
    const problems = (entry: Entry) => problemsOf([FIRST, SECOND], [a, entry], surroundings);
    assert.deepEqual(problems({ ...b, faults: ['b', 'x'] }), ['no patch x.patch here for: Second']);
    assert.deepEqual(problems({ ...b, also: ['earlier/x'] }), ['no patch earlier/x.patch in the project for: Second']);
    assert.deepEqual(problems({ ...b, 'cannot-break': 'advice' }), ['faults or the reason why there can be none, and not both: Second']);
    assert.deepEqual(problems({ says: 'Second', faults: ['a'] }), [
      'none of its faults is found by the check two: Second',
      'b.patch breaks no sentence',
    ]);
    assert.deepEqual(problems({ says: 'Second', 'cannot-break': 'advice' }), [
      'none of its faults is found by the check two: Second',
      'b.patch breaks no sentence',
    ]);
    const strange = { ...surroundings, faults: [fault('a', 'one'), fault('b', 'two'), fault('c', 'three')] };
    assert.deepEqual(problemsOf([FIRST, SECOND], [a, { ...b, faults: ['b', 'c'] }], strange), [
      'c.patch is found by three, which is no check',
    ]);
  });
});

function fault(name: string, fails: string): Mutation {
  return { name, fails, file: `${name}.patch`, fault: '', says: '', tries: 1 };
}

/** All sentences before the hints, without the marks of Markdown. */
function sentencesOf(markdown: string): Sentence[] {
  const sentences: Sentence[] = [];
  let [isChecked, isInHead, checks] = [false, false, 0];
  let row: string[] | undefined;
  const tokens = lessonMarkdown().parse(markdown, {});
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      const heading = textOf(tokens[index + 1]).text;
      if (heading === HINTS_HEADING) break;
      isChecked ||= heading === CHECKED_HEADING;
    } else if (token.type === 'thead_open' || token.type === 'thead_close') isInHead = token.type === 'thead_open';
    else if (token.type === 'tr_open') row = [];
    else if (token.type === 'tr_close') {
      if (!isInHead && row) sentences.push({ text: row.join(' | ') });
      row = undefined;
    } else if (token.type === 'fence') sentences.push({ text: (token.content.trimStart().split('\n')[0] ?? '').trim() });
    else if (token.type === 'inline' && tokens[index - 1]?.type !== 'heading_open') {
      const { text, shape } = textOf(token);
      if (row) row.push(oneLine(text));
      else if (isChecked) sentences.push({ text: oneLine(text), check: checks++ });
      else for (const sentence of split(text, shape)) sentences.push({ text: sentence });
    }
  }
  return sentences;
}

/** What is read, and the same with a capital letter in the place of every character of code: no sentence ends in code, and code may begin one. */
function textOf(inline: Token | undefined): { readonly text: string; readonly shape: string } {
  let [text, shape] = ['', ''];
  for (const { type, content } of inline?.children ?? []) {
    const said = type === 'softbreak' || type === 'hardbreak' ? ' ' : content;
    text += said;
    shape += type === 'code_inline' ? 'X'.repeat(said.length) : said;
  }
  return { text, shape };
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

const split = (text: string, shape: string): string[] =>
  [...segmenter.segment(shape)]
    .map(({ index, segment }) => oneLine(text.slice(index, index + segment.length)))
    .filter((sentence) => sentence !== '');

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A quotation may have the marks of Markdown, as the text has them, or not. */
const bare = (text: string): string =>
  oneLine(text)
    .replace(/\[([^\]]*)\]\(https?:[^)]*\)/g, '$1')
    .replace(/[`*_\\]/g, '');

interface Surroundings {
  /** Ids of the checks of the stage, in the order of the list. */
  readonly checks: readonly string[];
  readonly faults: readonly Mutation[];
  /** Whether the project has such a patch, `<stage>/<name>`. */
  readonly hasFault: (name: string) => boolean;
}

/** Everything that is wrong with a table, each for its author. */
function problemsOf(sentences: readonly Sentence[], entries: readonly Entry[], { checks, faults, hasFault }: Surroundings): string[] {
  const problems: string[] = [];
  const named = new Set(entries.flatMap((entry) => entry.faults ?? []));
  let at = 0;
  for (const entry of entries) {
    const place = sentences.findIndex(({ text }, index) => index >= at && bare(text) === bare(entry.says));
    if (place < 0) {
      problems.push(`no such sentence here: ${entry.says}`);
      continue;
    }
    problems.push(...sentences.slice(at, place).map(({ text }) => `no entry for: ${text}`));
    at = place + 1;

    const { faults: own = [], also = [], 'cannot-break': reason } = entry;
    if (own.length + also.length > 0 === (reason !== undefined)) {
      problems.push(`faults or the reason why there can be none, and not both: ${entry.says}`);
    }
    for (const name of own) if (!faults.some((one) => one.name === name)) problems.push(`no patch ${name}.patch here for: ${entry.says}`);
    for (const name of also) if (!hasFault(name)) problems.push(`no patch ${name}.patch in the project for: ${entry.says}`);
    const check = sentences[place]?.check;
    if (check === undefined) continue;
    const isFound = faults.some(({ name, fails }) => own.includes(name) && fails === checks[check]);
    if (!isFound) problems.push(`none of its faults is found by the check ${String(checks[check])}: ${entry.says}`);
  }
  problems.push(...sentences.slice(at).map(({ text }) => `no entry for: ${text}`));
  for (const { name, fails } of faults) {
    if (!checks.includes(fails)) problems.push(`${name}.patch is found by ${fails}, which is no check`);
    if (!named.has(name)) problems.push(`${name}.patch breaks no sentence`);
  }
  return problems;
}
