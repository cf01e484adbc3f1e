import * as vscode from 'vscode';
import type { RoadmapProgress } from '../../core/progress/progress';
import type { ProjectOutline } from '../../core/roadmap/outline';

/** How far the learner is with what a project practises. */
export interface Readiness {
  readonly done: number;
  readonly total: number;
  readonly isReady: boolean;
}

export function readinessOf({ topics }: ProjectOutline, progress: RoadmapProgress): Readiness {
  const done = topics.filter((id) => progress.topics.get(id)?.status === 'done').length;
  return { done, total: topics.length, isReady: done === topics.length };
}

/** "5 of 7 topics done" */
export const readinessText = ({ done, total }: Readiness): string => vscode.l10n.t('{0} of {1} topics done', done, total);
