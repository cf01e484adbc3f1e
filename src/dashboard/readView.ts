import type * as vscode from 'vscode';
import { settings } from '../base/settings';
import { nextStage, passedStages, type CheckResults } from '../checks';
import type { Library } from '../content/library';
import type { Project, Roadmap } from '../content/schema';
import type { ProgressStore } from '../progress/progressStore';
import type { ProjectRepos } from '../projects';
import { viewOf, type DashboardView, type ProjectWork } from './model/dashboardView';

/** What the dashboard asks of other parts. One that is missing has no button on the page. */
export interface DashboardActions {
  readonly scaffold?: (projectId: string) => Promise<void>;
  readonly openProject?: (projectId: string) => Promise<void>;
}

/** Where what the dashboard shows is kept, and what can be done from it. */
export interface DashboardSource {
  readonly library: Library;
  readonly store: ProgressStore;
  readonly projects: ProjectRepos;
  readonly results: Pick<CheckResults, 'resultsOf'>;
  readonly actions: DashboardActions;
}

/** What the dashboard shows now. */
export const readView = (source: DashboardSource, roadmap: Roadmap): DashboardView =>
  viewOf({
    roadmap,
    index: source.library.index,
    progress: source.store.progress,
    workOn: (project) => workOn(source, project),
    experience: settings.experience,
    country: settings.country,
    canScaffold: source.actions.scaffold !== undefined,
    hasQuiz: (topic) => source.library.quizzes.has(topic),
  });

/** What is built of a project, in the repo that is furthest and the latest of those; undefined when there is none. */
export function workOn(
  { library, projects, results }: Pick<DashboardSource, 'library' | 'projects' | 'results'>,
  project: Project,
): (ProjectWork & { readonly folder: vscode.Uri }) | undefined {
  const ids = project.stages.map(({ id }) => id);
  const works = projects.reposOf(project.id).map(({ uri }) => {
    const stored = results.resultsOf(uri, project.id);
    return { folder: uri, passed: passedStages(stored, ids).length, next: nextStage(stored, ids) };
  });
  const most = Math.max(...works.map(({ passed }) => passed));
  const furthest = works.find(({ passed }) => passed === most);
  if (!furthest) return undefined;
  const next = library.stages.has(project.id) ? project.stages.find(({ id }) => id === furthest.next)?.title : undefined;
  return { ...furthest, next };
}

/** The stage of a project that practises a topic: the first that has not passed, else the first. Undefined when it has none to show. */
export function practiceStage(source: DashboardSource, project: Project, topic: string): StagePlace | undefined {
  if (!source.library.stages.has(project.id)) return undefined;
  const stages = project.stages.filter(({ topics }) => topics.includes(topic)).map(({ id }) => id);
  const folder = workOn(source, project)?.folder;
  const passed = folder ? passedStages(source.results.resultsOf(folder, project.id), stages) : [];
  const stage = stages.find((id) => !passed.includes(id)) ?? stages[0];
  return stage === undefined ? undefined : { project: project.id, stage, ...(folder && { folder: folder.toString() }) };
}

/** A stage as the command that opens it takes it. */
interface StagePlace {
  readonly project: string;
  readonly stage: string;
  /** The folder of the learner's project, as a URI. */
  readonly folder?: string;
}
