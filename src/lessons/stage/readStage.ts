import * as vscode from 'vscode';
import { stageResultOf } from '../../core/checks/results';
import type { StageText } from '../../core/checks/stagePage';
import { isFinished, nextStage, resultsFor, stageStateOf } from '../../core/checks/stageStates';
import type { Project } from '../../core/roadmap/schema';
import type { CheckActivity } from '../../services/checkActivity';
import type { CheckResults } from '../../services/checkResults';
import type { ProjectRepos } from '../../services/projectRepos';
import type { RoadmapLibrary } from '../../services/roadmapLibrary';
import type { StageLibrary } from '../../services/stageLibrary';
import { nameOf, placeOf } from '../../services/folderNames';
import { UserError } from '../../services/userError';
import type { StageName, StageView, WorkView } from './stageView';

export interface StageSource {
  readonly library: RoadmapLibrary;
  readonly stages: StageLibrary;
  readonly results: Pick<CheckResults, 'resultsOf' | 'loaded'>;
  readonly repos: ProjectRepos;
  readonly activity: Pick<CheckActivity, 'isChecking'>;
  /** Knows whether files of a repo have changed since its last run. */
  readonly staleness: { isStale(folder: vscode.Uri): boolean };
}

/** A stage with what stands around it, as the installed roadmap has it. */
export interface LoadedStage {
  readonly project: Project;
  readonly text: StageText;
  /** The stages of the project that have a text, in order. */
  readonly all: readonly StageName[];
}

/** Reads a stage, and what is stored of checks. @throws UserError when there is no such stage, or it cannot be read. */
export async function loadStage({ library, stages, results }: StageSource, project: string, stage: string): Promise<LoadedStage> {
  if (!stages.has(project)) throw new UserError(vscode.l10n.t('The project "{0}" has no stages to show.', project.slice(0, 60)));
  const [roadmap, texts] = await Promise.all([library.load(), stages.load(project), results.loaded]);
  const found = roadmap.projects.items.find(({ id }) => id === project);
  const text = texts.find(({ id }) => id === stage);
  if (!found?.stages.some(({ id }) => id === stage) || !text)
    throw new UserError(
      vscode.l10n.t('There is no stage "{0}" in the project "{1}".', stage.slice(0, 60), found?.title ?? project.slice(0, 60)),
    );
  return { project: found, text, all: texts.map(({ id, title }) => ({ id, title })) };
}

/** All that the page shows, of the stage and of the learner's work in a repo of its project. */
export function stageViewOf(source: StageSource, stage: LoadedStage, folder: vscode.Uri | undefined): StageView {
  const { project, text, all } = stage;
  const place = all.findIndex(({ id }) => id === text.id);
  const position = project.stages.findIndex(({ id }) => id === text.id);
  return {
    project,
    text,
    position: position + 1,
    total: project.stages.length,
    topics: (project.stages[position]?.topics ?? []).map((id) => ({ id, title: source.library.index.topic(id)?.title ?? id })),
    previous: all[place - 1],
    next: all[place + 1],
    work: workViewOf(source, stage, folder),
  };
}

function workViewOf(source: StageSource, { project, text, all }: LoadedStage, folder: vscode.Uri | undefined): WorkView {
  const ids = project.stages.map(({ id }) => id);
  const stored = resultsFor(folder && source.results.resultsOf(folder), project.id);
  const result = stageResultOf(stored, text.id);
  const next = nextStage(stored, ids);
  const listed = source.repos.reposOf(project.id).map(({ uri, name }) => ({ uri, name }));
  const isListed = !folder || listed.some(({ uri }) => uri.toString() === folder.toString());
  const repos = isListed ? listed : [{ uri: folder, name: nameOf(folder) }, ...listed];
  return {
    project,
    text,
    repos: repos.map(({ uri, name }) => ({ folder: uri.toString(), label: `${name} · ${placeOf(uri)}` })),
    folder: folder?.toString(),
    result,
    states: ids.map((id) => stageStateOf(stageResultOf(stored, id))),
    upNext: all.find(({ id }) => id === next),
    isFinished: isFinished(stored, ids),
    isChecking: folder !== undefined && source.activity.isChecking(folder),
    isStale: folder !== undefined && result.at > 0 && source.staleness.isStale(folder),
  };
}
