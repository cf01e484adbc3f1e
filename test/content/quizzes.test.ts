/** The quizzes of roadmap/backend: every topic has one, what they say a program prints is what it prints, and nothing is given away. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { diskFolder } from '../../src/build/buildContent';
import { readQuizzes, quizFileSchema, type QuizFile } from '../../src/content/compile/quiz';
import { readRoadmap } from '../../src/content/compile/roadmap';
import { quizProblems } from './quizRules';
import { runProgram } from './runProgram';

const CONTENT = join(__dirname, '../../roadmap/backend');

/** Written out by hand: a topic that goes missing takes its quiz with it. */
const TOPICS = `how-the-internet-works http-and-https language-and-runtime async-and-concurrency testing-and-debugging git-fundamentals
  collaborating-on-code relational-databases data-modelling nosql-databases caching rest-api-design validation-and-documentation
  real-time-and-api-styles queues-and-jobs authentication web-application-security linux-and-containers ci-cd-and-cloud
  monitoring-and-scaling`.split(/\s+/);

describe('the quizzes', function () {
  this.timeout(30_000);

  it('can be read, and name headings of their lessons', async () => {
    const roadmap = await readRoadmap(diskFolder(CONTENT));
    const topics = roadmap.sections.flatMap((section) => section.topics.map(({ id }) => id));
    assert.deepEqual([...topics].sort(), [...TOPICS].sort());
    await readQuizzes(diskFolder(CONTENT), topics);
  });

  for (const topic of TOPICS) {
    describe(topic, () => {
      const file = join(CONTENT, 'quizzes', `${topic}.yaml`);
      let quiz: QuizFile;

      before(() => {
        assert.ok(existsSync(file), `quizzes/${topic}.yaml is missing`);
        quiz = v.parse(quizFileSchema, parse(readFileSync(file, 'utf8')));
      });

      it('gives nothing away, and asks in more than one way', () => assert.deepEqual(quizProblems(quiz), []));

      it('says what its programs print', async () => {
        for (const question of quiz.questions) {
          if (question.kind !== 'output') continue;
          const printed = await runProgram(question.code.language, question.code.text);
          const right = question.options.find(({ correct }) => correct);
          assert.equal(printed.trimEnd(), right?.text, question.id);
        }
      });
    });
  }
});
