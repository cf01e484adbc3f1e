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
    canScaffold: source.actions.scaffold !== undefined,
    today: new Date(),
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
