import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { diskFolder } from '../../../../src/build/buildContent';
import { lessonHeadings } from '../../../../src/content/compile/readLessons';
import { readQuizzes } from '../../../../src/content/compile/quiz';
import { validQuiz } from './quizFiles';

const TOPICS = ['sql', 'http'];
const LESSON = '## First things\n\nText.\n\n```sh\n## second\n```\n\n## Second\n';

describe('readQuizzes', () => {
  let folder = '';
  const write = async (file: string, content: string) => {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), content);
  };
  /** The lines of the error, without the first, which names the folder. */
  const problems = async (): Promise<string[]> => {
    const error = await readQuizzes(diskFolder(folder), TOPICS).then(() => assert.fail('there was no error'), (reason: unknown) => reason as Error); // prettier-ignore
    const [first, ...rest] = error.message.split('\n');
    assert.equal(first, `The content in ${folder} has problems:`);
    return rest;
  };

  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'read-quizzes-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('reads them in the order of the topics, and needs none', async () => {
    assert.deepEqual(await readQuizzes(diskFolder(folder), TOPICS), []);
    for (const topic of ['http', 'sql']) await write(`quizzes/${topic}.yaml`, stringify(validQuiz()));
    await write('quizzes/README.md', 'x');
    assert.deepEqual((await readQuizzes(diskFolder(folder), TOPICS)).map(({ topic }) => topic), ['sql', 'http']); // prettier-ignore
  });

  it('takes the titles of places from the lesson', async () => {
    await write('quizzes/http.yaml', stringify(validQuiz()));
    await write('topics/http.md', LESSON);
    const [quiz] = await readQuizzes(diskFolder(folder), TOPICS);
    assert.deepEqual(quiz?.questions[0]?.read, { anchor: 'first-things', title: 'First things' });
  });

  it('says file, line and column of all that is wrong, in every file', async () => {
    await write('quizzes/http.yaml', stringify(validQuiz()).replace('kind: single', 'kind: essay'));
    await write('quizzes/sql.yaml', 'questions: [\n');
    await write('quizzes/gone.yaml', stringify(validQuiz()));
    const found = await problems();
    assert.equal(found.length, 3);
    assert.equal(found[0], 'quizzes/gone.yaml:1:1 there is no topic "gone"');
    assert.equal(found[1], 'quizzes/http.yaml:3:11 questions.0.kind must be of kind single, multiple, order or output');
    assert.match(found[2] ?? '', /^quizzes\/sql\.yaml:\d+:\d+ \S/);
  });

  it('says where a place stands that the lesson does not have', async () => {
    await write('quizzes/http.yaml', stringify(validQuiz()).replace('read: second', 'read: second-'));
    assert.match((await problems()).join(), /^quizzes\/http\.yaml:\d+:11 questions\.5\.read must be kebab-case/);
    await write('quizzes/http.yaml', stringify(validQuiz()).replace('read: second', 'read: third'));
    await write('topics/http.md', LESSON);
    assert.match(
      (await problems()).join(),
      /^quizzes\/http\.yaml:\d+:11 questions\.5\.read the lesson has no heading with the anchor "third"$/,
    );
  });

  it('rejects what cannot be read', async () => {
    await write('quizzes/http.yaml', stringify(validQuiz()));
    await mkdir(join(folder, 'topics/http.md'), { recursive: true });
    await assert.rejects(readQuizzes(diskFolder(folder), TOPICS), /EISDIR/);
  });
});

describe('the headings of a lesson', () => {
  it('have the kebab-case of their text as anchor', () => {
    const found = lessonHeadings('## Why it matters\n### `fetch()` & *HTTP/2*, today!\n#nothing\n\n    ## code\n');
    assert.deepEqual([...found], [['why-it-matters', 'Why it matters'], ['fetch-http-2-today', 'fetch() & HTTP/2, today!']]); // prettier-ignore
  });
});
