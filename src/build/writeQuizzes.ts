import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Quiz } from '../core/quiz/quiz';

/** Writes `<outdir>/<topic id>.json` for each quiz, and removes what earlier builds left there. */
export async function writeQuizzes(quizzes: readonly Quiz[], outdir: string): Promise<void> {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  await Promise.all(quizzes.map((quiz) => writeFile(join(outdir, `${quiz.topic}.json`), JSON.stringify(quiz))));
}
