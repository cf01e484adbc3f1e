import type { ProjectOutline } from '../../core/roadmap/outline';
import type { Stage } from '../../core/roadmap/schema';
import type { ProjectRepo } from '../../services/projectRepos';

export interface ProjectNode {
  readonly kind: 'project';
  readonly project: ProjectOutline;
}

export interface RepoNode {
  readonly kind: 'repo';
  readonly repo: ProjectRepo;
  readonly parent: ProjectNode;
}

export interface StageNode {
  readonly kind: 'stage';
  readonly stage: Stage;
  /** Counted from 1. */
  readonly position: number;
  readonly total: number;
  readonly parent: ProjectNode;
}

export type ProjectsNode = ProjectNode | RepoNode | StageNode;
