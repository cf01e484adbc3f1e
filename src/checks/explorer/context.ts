import type * as vscode from 'vscode';
import type { CheckActivity } from '../checkActivity';
import type { CheckResults } from '../checkResults';
import type { Log } from '../../base/log';
import type { ProgressStore } from '../../progress/progressStore';
import type { ProjectRepoStore } from '../../projects';
import type { Library } from '../../content/library';

/** What checks work with. */
export interface ChecksContext {
  readonly extensionUri: vscode.Uri;
  readonly library: Library;
  readonly store: ProgressStore;
  readonly repos: ProjectRepoStore;
  readonly results: CheckResults;
  readonly activity: CheckActivity;
  /** Whether the learner has the page of a stage before their eyes, for this very folder. */
  readonly isStageInSight: (place: StagePlace) => boolean;
  /** Remembers the addresses of servers. */
  readonly workspaceState: vscode.Memento;
  readonly log: Log;
}

/** A stage as it stands in a folder. */
export interface StagePlace {
  readonly folder: vscode.Uri;
  readonly project: string;
  readonly stage: string;
}
