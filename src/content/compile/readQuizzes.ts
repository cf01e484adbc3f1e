import type { ContentFolder } from './folder';
import { compileQuiz } from './quiz';
import type { Quiz } from '../quiz';
import { lessonHeadings } from './readLessons';
import { YamlFiles } from './yamlFiles';

const FOLDER = 'quizzes';

/**
 * Reads and compiles the quizzes of a roadmap's folder, in the order of its topics; a roadmap needs none. Where a topic has a
 * lesson, its questions must name headings of it.
 * @throws Error that names file, line and column of everything that is wrong.
 */
export async function readQuizzes(folder: ContentFolder, topics: readonly string[]): Promise<Quiz[]> {
  const names = (await folder.list(FOLDER)).map(({ name }) => name).filter((name) => name.endsWith('.yaml'));
  const lessons = new Set((await folder.list('topics')).map(({ name }) => name));
  const files = new YamlFiles(folder);
  const quizzes = new Map<string, Quiz>();
  for (const name of names) {
    const file = `${FOLDER}/${name}`;
    const topic = name.replace(/\.yaml$/, '');
    const before = files.problems.length;
    const data = await files.read(file);
    if (files.problems.length > before) continue;
    if (!topics.includes(topic)) files.report([{ file, path: '', message: `there is no topic "${topic}"` }]);
    const lesson = `${topic}.md`;
    const headings = lessons.has(lesson) ? lessonHeadings(await folder.read(`topics/${lesson}`)) : undefined;
    const compiled = compileQuiz({ topic, file, data, headings });
    if ('quiz' in compiled) quizzes.set(topic, compiled.quiz);
    else files.report(compiled.problems);
  }
  if (files.problems.length > 0) throw files.error();
  return topics.flatMap((topic) => quizzes.get(topic) ?? []);
}
