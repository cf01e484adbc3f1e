import type * as vscode from 'vscode';
import type { CheckActivity } from '../checkActivity';
import type { CheckResults } from '../checkResults';
import type { Log } from '../../base/log';
import type { ProgressStore } from '../../progress/progressStore';
import type { ProjectRepoStore } from '../../projects';
import type { RoadmapLibrary } from '../../content/roadmapLibrary';
import type { StageLibrary } from '../../content/stageLibrary';

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
