import { readdir, readFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContentFolder } from '../content/compile/sourceFiles';
import { readLessons } from '../content/compile/readLessons';
import { readQuizzes } from '../content/compile/quiz';
import { readRoadmap } from '../content/compile/roadmap';
import { outlineOf } from '../content/outline';
import type { Roadmap } from '../content/schema';
import type { ContentIndex } from '../content/source';
import { createHighlight } from './highlighter';
import { checkFiles } from './packChecks';
import { packStarters } from './packStarters';

/** A folder on the disk. */
export const diskFolder = (path: string): ContentFolder => ({
  name: path,
  read: (file) => readFile(join(path, file), 'utf8'),
  list: async (folder) => {
    const entries = await readdir(join(path, folder), { withFileTypes: true }).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    });
    return entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() })).sort((a, b) => (a.name < b.name ? -1 : 1));
  },
});

/** Writes `<folder>/<id>.json` for each document, and removes what earlier builds left there. */
export async function writeDocuments(folder: string, documents: ReadonlyMap<string, unknown>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all([...documents].map(([id, document]) => writeFile(join(folder, `${id}.json`), JSON.stringify(document))));
}

interface BuiltContent {
  readonly roadmap: Roadmap;
  readonly index: ContentIndex;
  /** The checks there are: `<project id>/<stage id>` → the file that holds them. */
  readonly checks: Readonly<Record<string, string>>;
  /** Where the documents are: `<folder>/<kind>/<id>.json`. */
  readonly folder: string;
}

/**
 * Compiles a roadmap's folder to `<outdir>/<roadmap id>/`, all but the texts of the stages, which name what the bundles of the checks
 * say (`packChecks`). @throws ContentError that names everything that is wrong.
 */
export async function buildContent(source: string, media: string, outdir: string): Promise<BuiltContent> {
  const from = diskFolder(source);
  const roadmap = await readRoadmap(from);
  const topics = roadmap.sections.flatMap((section) => section.topics.map(({ id }) => id));
  const projects = roadmap.projects.items;
  const lessons = await readLessons(from, { roadmap, media: diskFolder(media), createHighlight });
  const quizzes = await readQuizzes(from, topics, createHighlight);
  const starters = await packStarters(source, projects);
  const checks = await checkFiles(source, projects);

  const folder = join(outdir, roadmap.id);
  await writeDocuments(folder, new Map([['roadmap', roadmap]]));
  await writeDocuments(join(folder, 'lessons'), byTopic(lessons));
  await writeDocuments(join(folder, 'quizzes'), byTopic(quizzes));
  await writeDocuments(join(folder, 'starters'), starters);
  const documents = {
    lessons: lessons.map(({ topic }) => topic),
    quizzes: quizzes.map(({ topic }) => topic),
    stages: projects.map(({ id }) => id).filter((id) => Object.keys(checks).some((name) => name.startsWith(`${id}/`))),
    starters: [...starters.keys()],
  };
  return { roadmap, index: { outline: outlineOf(roadmap), documents }, checks, folder };
}

const byTopic = <T extends { readonly topic: string }>(documents: readonly T[]): Map<string, T> =>
  new Map(documents.map((document) => [document.topic, document]));
