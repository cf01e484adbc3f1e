import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Stage as CheckedStage } from '../checks/kit/stage';
import { findPassage, isShown, type Passage } from '../content/compile/passages';
import { CHECKED_HEADING, parseStageDocument, type StageDocument } from '../content/compile/stage';
import type { CheckSuite, StageText } from '../content/stage';
import { renderLesson, type Highlight } from '../content/compile/readLessons';
import type { Project, Roadmap } from '../content/schema';
import { createHighlight } from './highlighter';
import { ContentError } from '../content/compile/sourceFiles';

/** The checks of all projects that there are: `<project id>/<stage id>` → the file that holds them. */
export async function checkFiles(roadmapFolder: string, projects: readonly Project[]): Promise<Record<string, string>> {
  const stages = projects.flatMap(({ id, stages }) =>
    stages.map((stage) => [`${id}/${stage.id}`, checkFile(roadmapFolder, id, stage.id)] as const),
  );
  const found = await Promise.all(stages.map(([, file]) => exists(file)));
  return Object.fromEntries(stages.filter((_, index) => found[index]));
}

const checkFile = (roadmapFolder: string, project: string, stage: string): string =>
  join(roadmapFolder, 'projects', project, 'checks', `${stage}.ts`);

/**
 * Writes what is known of the checks beside their bundles (`<folder>/<project>/project.json`), which must be there, and returns the
 * texts of the stages by project. @throws Error that names everything that is wrong.
 */
export async function packChecks(roadmapFolder: string, roadmap: Roadmap, folder: string): Promise<Map<string, readonly StageText[]>> {
  const problems: string[] = [];
  const topics = new Map(roadmap.sections.flatMap((section) => section.topics.map(({ id, title }) => [id, title])));
  const highlight = await createHighlight();
  const projects = roadmap.projects.items;
  const files = await checkFiles(roadmapFolder, projects);
  const stagesOf = new Map<string, readonly StageText[]>();
  for (const project of projects.filter(({ id, stages }) => stages.some((stage) => `${id}/${stage.id}` in files))) {
    const texts: StageText[] = [];
    const stages: CheckSuite['stages'][number][] = [];
    for (const { id, title, topics: practised } of project.stages) {
      if (!(`${project.id}/${id}` in files)) {
        problems.push(`projects/${project.id}/checks/${id}.ts is missing: a project has checks for all of its stages, or for none`);
        continue;
      }
      const checks = await checksOf(join(folder, project.id, `${id}.mjs`), `${project.id}/checks/${id}.ts`, problems);
      const file = `projects/${project.id}/stages/${id}.md`;
      const source = await readFile(join(roadmapFolder, file), 'utf8');
      const parsed = parseStageDocument(source, { checks: checks.map((check) => check.title), hasTopic: (topic) => topics.has(topic) });
      if ('problems' in parsed) {
        problems.push(...parsed.problems.map(({ line, column, message }) => `${file}:${line}:${column} ${message}`));
        continue;
      }
      const { text, lost } = stageText({ id, title }, parsed.document, checks, {
        highlight,
        titleOf: (topic) => topics.get(topic) ?? topic,
      });
      problems.push(
        ...lost.map((check) => `${project.id}/checks/${id}.ts: the passage of the check "${check}" is not in the text of the stage`),
      );
      texts.push(text);
      const told = text.checks.map((check) => ({
        id: check.id,
        title: check.title,
        ...(check.passage && { passage: check.passage.quote }),
      }));
      stages.push({ id, title, topics: practised, checks: told });
    }
    const suite: CheckSuite = { project: project.id, title: project.title, environment: project.environment, stages };
    await writeFile(join(folder, project.id, 'project.json'), JSON.stringify(suite));
    stagesOf.set(project.id, texts);
  }
  if (problems.length > 0) throw new ContentError(`The stages in ${roadmapFolder} have problems`, problems);
  return stagesOf;
}

interface PackedCheck {
  readonly id: string;
  readonly title: string;
  /** As it stands in the Markdown. */
  readonly passage: string | undefined;
}

/** The checks that a bundle exports. */
async function checksOf(bundle: string, file: string, problems: string[]): Promise<PackedCheck[]> {
  // Another address each time: a module that was imported once is never read again.
  const { stage } = (await import(`${pathToFileURL(bundle).href}?${Date.now()}`)) as { readonly stage?: CheckedStage };
  if (!stage || stage.checks.length === 0) {
    problems.push(`${file} exports no "stage" with checks`);
    return [];
  }
  const checks = stage.checks.map(({ id, title }) => ({ id, title, passage: stage.passages?.[id] }));
  for (const field of ['countsOn', 'passages'] as const)
    for (const id of Object.keys(stage[field] ?? {}))
      if (!checks.some((one) => one.id === id)) problems.push(`${file}: "${field}" names a check "${id}" that is not there`);
  for (const [index, { id, title }] of checks.entries()) {
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) problems.push(`${file}: the check "${id}" needs an id in kebab-case`);
    if (checks.findIndex((other) => other.id === id) !== index) problems.push(`${file}: two checks are called "${id}"`);
    if (title.includes('`')) problems.push(`${file}: the sentence of "${id}" is shown as it is, without marks of code`);
  }
  return checks;
}

interface Rendering {
  readonly highlight: Highlight;
  readonly titleOf: (topic: string) => string;
}

/** The text of a stage, and the checks whose passages are not in it. */
function stageText(
  stage: { readonly id: string; readonly title: string },
  { task, hints, checked }: StageDocument,
  checks: readonly PackedCheck[],
  { highlight, titleOf }: Rendering,
): { readonly text: StageText; readonly lost: readonly string[] } {
  const parts = { highlight, picture: () => '', titleOf: (_kind: string, id: string) => titleOf(id) };
  const head = `# ${stage.title}\n\n`;
  const shift = head.split('\n').length - 1;
  const withoutList = task.slice(0, task.lastIndexOf(`## ${CHECKED_HEADING}`));
  const { html, code } = renderLesson(stage.id, withoutList, parts);
  const passages = new Map<string, Passage>();
  for (const { id, passage } of checks) {
    const found = passage === undefined ? undefined : findPassage(withoutList, passage);
    if (found && isShown(html, found.quote)) passages.set(id, { quote: found.quote, line: found.line + shift });
  }
  const text: StageText = {
    ...stage,
    markdown: head + task,
    ...{ html, code },
    checks: checks.map(({ id, title }, index) => {
      const passage = passages.get(id);
      return { id, title, line: (checked[index]?.line ?? 1) - 1 + shift, ...(passage && { passage }) };
    }),
    hints: hints.map((hint) => {
      const rendered = renderLesson(stage.id, hint.text, parts);
      return { title: hint.title, html: rendered.html, code: rendered.code };
    }),
  };
  return { text, lost: checks.flatMap(({ id, passage }) => (passage === undefined || passages.has(id) ? [] : [id])) };
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
