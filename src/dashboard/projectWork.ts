import type * as vscode from 'vscode';
import { passedStages } from '../checks';
import { nextStage } from '../checks';
import type { Project } from '../content/schema';
import type { CheckResults } from '../checks';
import type { ProjectRepos } from '../projects';
import type { Library } from '../content/library';
import type { ProjectWork } from './snapshot';

export interface WorkSource {
  readonly projects: ProjectRepos;
  readonly results: Pick<CheckResults, 'resultsOf'>;
  readonly stages: Pick<Library['stages'], 'has'>;
}

/** What is built of a project, in the repo that is furthest and the latest of those; undefined when there is none. */
export function workOn(
  { projects, results, stages }: WorkSource,
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
  const next = stages.has(project.id) ? project.stages.find(({ id }) => id === furthest.next)?.title : undefined;
  return { ...furthest, next };
}
