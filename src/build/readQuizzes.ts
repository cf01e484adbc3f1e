import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compileQuiz, type Headings } from '../content/compile/quiz';
import type { Quiz } from '../content/quiz';
import { lessonHeadings } from './readLessons';
import { YamlFiles } from './yamlFiles';

/**
 * Reads and compiles the quizzes of a roadmap's folder, in the order of its topics; a roadmap needs none. Where a topic has a
 * lesson, its questions must name headings of it.
 * @throws Error that names file, line and column of everything that is wrong.
 */
export async function readQuizzes(folder: string, topics: readonly string[]): Promise<Quiz[]> {
  const names = (await namesIn(join(folder, 'quizzes'))).filter((name) => name.endsWith('.yaml')).sort();
  const files = new YamlFiles(folder);
  const quizzes = new Map<string, Quiz>();
  for (const name of names) {
    const file = `quizzes/${name}`;
    const topic = basename(name, '.yaml');
    const before = files.problems.length;
    const data = await files.read(file);
    if (files.problems.length > before) continue;
    if (!topics.includes(topic)) files.report([{ file, path: '', message: `there is no topic "${topic}"` }]);
    const compiled = compileQuiz({ topic, file, data, headings: await headingsOf(folder, topic) });
    if ('quiz' in compiled) quizzes.set(topic, compiled.quiz);
    else files.report(compiled.problems);
  }
  if (files.problems.length > 0) throw files.error();
  return topics.flatMap((topic) => quizzes.get(topic) ?? []);
}

const headingsOf = (folder: string, topic: string): Promise<Headings | undefined> =>
  readFile(join(folder, 'topics', `${topic}.md`), 'utf8').then(lessonHeadings, whenMissing(undefined));

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(whenMissing([]));

/** What to go on with where there is no such file or folder; any other failure stays one. */
const whenMissing =
  <T>(value: T) =>
  (error: unknown): T => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return value;
    throw error;
  };
