import type * as vscode from 'vscode';
import type { CheckActivity } from '../services/checkActivity';
import type { CheckResults } from '../services/checkResults';
import type { Log } from '../services/log';
import type { ProgressStore } from '../services/progress/progressStore';
import type { ProjectRepoStore } from '../services/projectRepos';
import type { RoadmapLibrary } from '../services/roadmapLibrary';
import type { StageLibrary } from '../services/stageLibrary';

/** What checks work with. */
export interface ChecksContext {
  readonly extensionUri: vscode.Uri;
  readonly library: RoadmapLibrary;
  readonly stages: StageLibrary;
  readonly store: ProgressStore;
  readonly repos: ProjectRepoStore;
  readonly results: CheckResults;
  readonly activity: CheckActivity;
  readonly log: Log;
}
